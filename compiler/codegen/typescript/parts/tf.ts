/** TensorFlow.js as the packages of `tfjs` give it: what a build imports takes this module's place. */
export * from "@tensorflow/tfjs-core";
export * from "@tensorflow/tfjs-layers";
