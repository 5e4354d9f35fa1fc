import type { Prediction } from '../../runtime/predict/predict.ts';
import type { Predictor } from '../../runtime/predict/predictor.ts';

/** Where predictions go: each is told as it comes. */
export interface PredictionSink {
  begin?(predictor: Predictor): void | Promise<void>;
  add(prediction: Prediction): void | Promise<void>;
  end?(): void | Promise<void>;
  /** Takes away what is half made, whatever became of it. */
  discard?(): void | Promise<void>;
}
