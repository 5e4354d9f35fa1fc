"""An event file as TensorFlow writes it, for the events of test/runtime/tensorboard/encode-event.test.ts:
test/golden/events.json. Needs tensorflow."""

import base64
import json
import os
import tempfile

import tensorflow as tf
from tensorflow.core.framework import summary_pb2, tensor_pb2, tensor_shape_pb2, types_pb2
from tensorflow.core.util import event_pb2


def shape(*sizes):
    return tensor_shape_pb2.TensorShapeProto(
        dim=[tensor_shape_pb2.TensorShapeProto.Dim(size=size) for size in sizes]
    )


def value(tag, plugin, data_class, tensor):
    metadata = summary_pb2.SummaryMetadata(
        plugin_data=summary_pb2.SummaryMetadata.PluginData(plugin_name=plugin), data_class=data_class
    )
    return summary_pb2.Summary.Value(tag=tag, metadata=metadata, tensor=tensor)


scalar = tensor_pb2.TensorProto(dtype=types_pb2.DT_FLOAT, tensor_shape=shape(), float_val=[0.1])
bins = tensor_pb2.TensorProto(
    dtype=types_pb2.DT_DOUBLE, tensor_shape=shape(2, 3), double_val=[-1, 0.25, 3, 0.25, 1.5, 4]
)
pictures = tensor_pb2.TensorProto(
    dtype=types_pb2.DT_STRING, tensor_shape=shape(4), string_val=[b'28', b'14', b'\x89PNG', b'\x00\xff']
)
events = [
    event_pb2.Event(wall_time=1700000000.5, file_version='brain.Event:2'),
    event_pb2.Event(
        wall_time=1700000000.5,
        step=300,
        summary=summary_pb2.Summary(
            value=[
                value('größe/loss', 'scalars', summary_pb2.DATA_CLASS_SCALAR, scalar),
                value('conv/kernel', 'histograms', summary_pb2.DATA_CLASS_TENSOR, bins),
                value('first_batch', 'images', summary_pb2.DATA_CLASS_BLOB_SEQUENCE, pictures),
            ]
        ),
    ),
]
with tempfile.TemporaryDirectory() as directory:
    written = os.path.join(directory, 'events')
    with tf.io.TFRecordWriter(written) as writer:
        for event in events:
            writer.write(event.SerializeToString(deterministic=True))
    with open(written, 'rb') as f:
        content = f.read()
path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'events.json')
with open(path, 'w') as f:
    json.dump({'file': base64.b64encode(content).decode()}, f)
