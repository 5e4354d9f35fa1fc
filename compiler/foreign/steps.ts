import {
  all,
  elsewhere,
  type ForeignWord,
  type ForeignWords,
  leaveOut,
  needless,
  parameterOr,
} from './foreign-word.ts';

const callOf = (text: string): ForeignWord => ({ instead: `write \`${text}\``, whole: () => text });

const toUnit = callOf('Rescaling(1/255)');
const inModel = elsewhere('it is a layer of the model: put it behind the input, and `prepare` none of it');

const notYet = leaveOut('it is not built yet');

/** Steps of other libraries' transforms, and Keras's ways of preparing pictures. */
const everywhere: ForeignWords = {
  ...all('ToTensor PILToTensor ToDtype ConvertImageDtype ToFloat Rescale Scale Normalize01', toUnit),
  ...all('Normalize Normalization Standardize StandardScaler', {
    instead:
      '`Rescaling(1/127.5, offset=-1)` makes pixels −1 to 1; means and variances of channels are the layer `Normalization(mean=[…], variance=[…])` of a model, behind its input',
  }),
  ...all('Resize Scale2D resize smart_resize', {
    instead: 'write `Resizing(height, width)`',
    text: 'Resizing',
  }),
  ...all('CenterCrop center_crop', {
    instead: '`Resizing(height, width, crop_to_aspect_ratio=true)` keeps the middle',
    text: 'Resizing',
  }),
  ...all('RandomHorizontalFlip HorizontalFlip random_flip_left_right', callOf('RandomFlip(horizontal)')),
  ...all('RandomVerticalFlip VerticalFlip random_flip_up_down', callOf('RandomFlip(vertical)')),
  ...all('RandomRotate Rotate RandomRot', {
    instead: 'write `RandomRotation(20/360)`: its factor is in turns, not degrees',
    text: 'RandomRotation',
  }),
  ...all('RandomShift RandomTranslate Translate', {
    instead: 'write `RandomTranslation(0.1, 0.1)`, in fractions of height and width',
    text: 'RandomTranslation',
  }),
  ...all('RandomScale', { instead: 'write `RandomZoom(0.1)`, a fraction of the height', text: 'RandomZoom' }),
  ...all('RandomResizedCrop RandomCropAndResize JitteredResize', {
    instead: 'write `RandomCrop(height, width)`, with `RandomZoom` for other scales',
    text: 'RandomCrop',
  }),
  ...all(
    'ColorJitter RandomPhotometricDistort',
    callOf('RandomColorJitter(brightness_factor=0.2, contrast_factor=0.2)'),
  ),
  ...all('RandomBrightnessContrast', callOf('RandomColorJitter(brightness_factor=0.2, contrast_factor=0.2)')),
  ...all('HueSaturationValue random_hue', callOf('RandomHue(0.1)')),
  ...all('random_saturation', callOf('RandomSaturation([0.4, 0.6])')),
  ...all('random_brightness', callOf('RandomBrightness(0.2)')),
  ...all('random_contrast', callOf('RandomContrast(0.2)')),
  ...all('GaussianBlur Blur', callOf('RandomGaussianBlur(kernel_size=5)')),
  ...all('Cutout CutOut RandomCutout CoarseDropout GridMask', callOf('RandomErasing(0.5)')),
  ...all('Posterize RandomPosterize', callOf('RandomPosterization([4, 8])')),
  ...all('Solarize RandomSolarize', callOf('Solarization(threshold_factor=[0.5, 1])')),
  ...all('Equalize RandomEqualize', callOf('Equalization')),
  ...all('RandomAutocontrast', callOf('AutoContrast')),
  ...all('Invert InvertImg', callOf('RandomInvert(0.5)')),
  ...all('Sharpen RandomAdjustSharpness', callOf('RandomSharpness([0.4, 0.8])')),
  ...all('Shear RandomShearX ShearX', callOf('RandomShear(x_factor=0.2)')),
  ...all('ShearY RandomShearY', callOf('RandomShear(y_factor=0.2)')),
  ...all('Perspective', callOf('RandomPerspective(scale=0.4)')),
  ...all('ToGray', callOf('RandomGrayscale(0.5)')),
  ...all('AutoAugment TrivialAugment TrivialAugmentWide', callOf('RandAugment')),
  ...all('Mixup mixup', callOf('MixUp')),
  ...all('Cutmix cutmix', callOf('CutMix')),
  ...all('RandomAffine Affine ShiftScaleRotate', {
    instead: 'write `RandomRotation`, `RandomTranslation`, `RandomZoom` and `RandomShear`, each for itself',
    whole: () => 'RandomRotation(0.05) RandomTranslation(0.1, 0.1)',
  }),
  ...all('RandomWidth RandomHeight', {
    instead: '`RandomZoom(0.1)` does both',
    whole: () => 'RandomZoom(0.1)',
  }),
  ...all('Grayscale RGBToGrayscale', elsewhere('`RandomGrayscale(1)` in `augment` is what there is')),
  ...all(
    'Mosaic CopyPaste ChannelShuffle RandomChannelShift FourierMix AugMix MaxNumBoundingBoxes RandomApply RandomElasticTransform ElasticTransform ContrastLimitedAdaptiveHistogramEqualization CLAHE',
    notYet,
  ),
  ...all('ToPILImage Compose Lambda Identity ToImage Sequential', needless('it has no counterpart here')),
  ...all('CaffePreprocessing TorchPreprocessing TfPreprocessing ScalePreprocessing', inModel),
  ...all('preprocess_input Preprocessing PreprocessInput', inModel),
};

export const prepareWords: ForeignWords = everywhere;

export const augmentWords: ForeignWords = everywhere;

/** Where pictures come from, by the names that they have elsewhere. */
export const sourceWords: ForeignWords = {
  ...all(
    'ImageFolder image_folder DatasetFolder image_dataset_from_directory flow_from_directory imagefolder directory dir images files path',
    { instead: 'write `folder("pictures")`: a folder a class', text: 'folder' },
  ),
  ...all('flow_from_dataframe pandas read_csv DataFrame dataframe labels_csv', {
    instead: 'write `csv("labels.csv")`: a picture a line',
    text: 'csv',
  }),
  ...all('webdataset WebDataset wds shards', {
    instead: 'write `tar("train-*.tar")`: shards of pictures and their classes',
    text: 'tar',
  }),
  ...all('mnist MNIST FashionMNIST fashion_mnist EMNIST KMNIST QMNIST', {
    instead: 'write `idx("mnist")`: a directory with its four files',
    whole: () => 'idx("mnist")',
    isLossy: true,
  }),
  ...all('cifar10 cifar100 CIFAR10 CIFAR100 CIFAR', {
    instead: 'write `cifar("cifar-10-batches-bin")`: a directory with the files of its binary version',
    whole: () => 'cifar("cifar-10-batches-bin")',
    isLossy: true,
  }),
  ...all('COCO CocoDetection', {
    instead:
      'write `coco("instances.json", pictures="images")`: the file of annotations, and where its pictures are',
    whole: () => 'coco("instances.json", pictures="images")',
    isLossy: true,
  }),
  ...all('VOC VOCDetection pascal_voc', {
    instead: 'write `voc("VOC2007")`: the directory that has `Annotations` and `JPEGImages`',
    whole: () => 'voc("VOC2007")',
    isLossy: true,
  }),
  ...all('YOLO ultralytics', {
    instead: 'write `yolo("data.yaml")`: the file that names classes and folders',
    whole: () => 'yolo("data.yaml")',
    isLossy: true,
  }),
  ...all('imagenet ImageNet svhn SVHN stl10 oxford_flowers102 tf_flowers cats_vs_dogs', {
    instead: 'write `folder("pictures")`: no set is fetched; unpack it with a folder a class',
    whole: () => 'folder("pictures")',
    isLossy: true,
  }),
  ...all(
    'numpy npy hdf5 h5 tfrecord TFRecord tfds parquet DataLoader Dataset from_tensor_slices',
    elsewhere(
      'sources are `idx`, `folder`, `csv`, `cifar`, `npz`, `tar` and `shapes`: write the pictures into a folder a class',
    ),
  ),
  ...all('synthetic random fake FakeData generated', {
    instead: 'write `shapes(1000)`',
    whole: () => 'shapes(1000)',
    isLossy: true,
  }),
};

const ofDraws = leaveOut('what is drawn for a picture is bounded by the parameters that there are');

/** Parameters of steps of `augment` by their names elsewhere. */
export const augmentParameterWords: ForeignWords = {
  ...all('augmentations_per_image', parameterOr('num_ops', ofDraws)),
  ...all('magnitude strength max_factor alpha degrees', parameterOr('factor', ofDraws)),
  ...all('p prob probability rate', ofDraws),
};

const ofSize = leaveOut('`prepare { Resizing(height, width) }` makes pictures one size');
const ofClasses = leaveOut('a field says it: `field label: class[10]`');
const ofChannels = leaveOut('pictures of a folder have three channels');

/** Parameters of a source by their names elsewhere. */
export const sourceParameterWords: ForeignWords = {
  ...all(
    'image_size target_size size img_size input_size image_shape img_shape image_dim shape resolution',
    parameterOr('size', ofSize),
  ),
  ...all('batch_size batch', leaveOut('it belongs into the train block: `batch = 32`')),
  ...all('shuffle', needless('the training part is shuffled anew in every epoch')),
  ...all('seed', leaveOut('it is a key of the data block: `seed = 1`')),
  ...all('classes num_classes n_classes nb_classes', parameterOr('classes', ofClasses)),
  ...all('labels label_mode class_names class_mode', ofClasses),
  ...all(
    'validation_split subset split train',
    leaveOut('a section says it: `split { train = 80%  valid = 20% }`'),
  ),
  ...all('channels num_channels n_channels in_channels', parameterOr('channels', ofChannels)),
  ...all('color_mode mode', ofChannels),
  ...all('transform transforms rescale', leaveOut('sections say it: `prepare { Rescaling(1/255) }`')),
  ...all(
    'bounding_box_format box_format bbox_format',
    needless('boxes are read as their format has them; a network gets corners in fractions of the picture'),
  ),
  ...all('download fetch', needless('no set is fetched: the files have to be there')),
  ...all('path root dir', parameterOr('directory', leaveOut('nothing is read: the pictures are generated'))),
  ...all(
    'n num count samples num_samples n_samples num_images n_images',
    parameterOr('count', leaveOut('all pictures that are there are taken')),
  ),
};
