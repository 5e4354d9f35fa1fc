import type { Explanations } from '../../grammar/explanation.ts';

/** CNN831 to CNN836: pictures with objects and points. */
export const objectExplanations: Explanations = {
  CNN831: {
    title: 'objects of pictures are at fault',
    rule: 'A box without area, or outside of its picture, is no object and is left out; one that reaches outside is cut off at the edge. The others of its picture are kept. Each is named with its file and line.',
    remedy: 'Correct the annotations; `cnnc data check FILE` names more of them.',
  },
  CNN832: {
    title: 'annotations have another number of classes',
    rule: 'A class is a number to the network, and a field of boxes says how many there are. The names and the order of classes are those of the annotations: COCO’s categories by their ids, the names that `voc` is given or finds, in order of the alphabet, or those of YOLO’s `data.yaml`.',
    remedy: 'Write the number of classes that there are into the field, and give the head as many.',
  },
  CNN833: {
    title: 'pictures have more objects than there is room for',
    rule: 'A field of boxes has so many rows in every example. Of a picture with more objects the largest are kept, and the network never learns of the others.',
    remedy: 'Give the field more rows: `boxes[50, 4]`, or leave it where small objects do not matter.',
  },
  CNN834: {
    title: 'no annotated picture is there',
    rule: 'Annotations name files; these names begin in the directory of the data, or where `pictures` says. A few that are missing are left out and counted, but here all are.',
    remedy: 'Say where the pictures are, or put them there.',
  },
  CNN835: {
    title: 'points of several objects are marked in a picture',
    rule: 'A field of keypoints has the points of one object of a picture. Where annotations tell of several objects, those of the largest box are taken.',
    remedy: 'Cut the objects out into pictures of their own, or leave it where the largest is meant.',
  },
  CNN836: {
    title: 'another number of points is marked',
    rule: 'A field of keypoints says how many points each picture has, in the order in which its source tells of them: COCO’s `keypoints`, or pairs of columns of a CSV file.',
    remedy: 'Write the number that there is into the field, and give the head twice as many numbers.',
  },
};
