"""What Keras's `preprocess_input` of each application makes of a few pixels: writes preprocess_input.json."""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import numpy
from keras import applications

modules = {
    "resnet": "ResNet50 ResNet101 ResNet152",
    "resnet_v2": "ResNet50V2 ResNet101V2 ResNet152V2",
    "vgg16": "VGG16",
    "vgg19": "VGG19",
    "xception": "Xception",
    "inception_v3": "InceptionV3",
    "mobilenet": "MobileNet",
    "mobilenet_v2": "MobileNetV2",
    "densenet": "DenseNet121 DenseNet169 DenseNet201",
    "inception_resnet_v2": "InceptionResNetV2",
    "nasnet": "NASNetMobile NASNetLarge",
    "mobilenet_v3": "MobileNetV3Small MobileNetV3Large",
    "efficientnet_v2": " ".join(f"EfficientNetV2{size}" for size in ("B0", "B1", "B2", "B3", "S", "M", "L")),
    "convnext": " ".join(f"ConvNeXt{size}" for size in ("Tiny", "Small", "Base", "Large", "XLarge")),
    "efficientnet": " ".join(f"EfficientNetB{number}" for number in range(8)),
}
pixels = numpy.array([[[[0, 128, 255], [10, 20, 30]]]], dtype="float32")
made = {}
for module, names in modules.items():
    prepare = getattr(applications, module).preprocess_input
    values = numpy.asarray(prepare(pixels.copy())).reshape(-1)
    for name in names.split():
        made[name] = [float(value) for value in values]

place = os.path.join(os.path.dirname(__file__), "preprocess_input.json")
with open(place, "w") as file:
    json.dump({"pixels": pixels.reshape(-1).tolist(), "made": made}, file)
