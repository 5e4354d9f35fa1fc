import { all, elsewhere, type ForeignWords } from './foreign-word.ts';

const ofClasses = elsewhere('write `class[n]`, with the number of classes');

/** What a field holds, by its names elsewhere. */
export const fieldTypeWords: ForeignWords = {
  ...all(
    'masks segmentation segmentation_mask segmap trimap label_map',
    elsewhere('write `mask[n]`: a class for each pixel, of n with the background'),
  ),
  ...all('label labels category categorical int int64 long one_hot onehot sparse', ofClasses),
  ...all(
    'multilabel multi_label multi_hot multihot labels_multi tags n_hot',
    elsewhere('write `classes[n]`: a yes or no to each of n classes'),
  ),
  ...all('bbox rect bounding_box', elsewhere('write `box[center]` or `box[corners]`')),
  ...all(
    'bboxes bounding_boxes objects detections annotations instances',
    elsewhere('write `boxes[20, 4]`: up to 20 objects of 4 classes'),
  ),
  ...all(
    'points landmarks landmark joints pose keypoint',
    elsewhere('write `keypoints[17]`: an x and a y of each of 17 points'),
  ),
  ...all('image picture img rgb pixels', elsewhere('write `uint8[height, width, channels]`')),
};
