"""Files of weights in the ways that Keras and others write them: test/golden/weight-files. Needs Keras and h5py."""

import json
import os
import struct

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import h5py
import keras
import numpy as np
from keras import layers as L

out = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'weight-files')
os.makedirs(out, exist_ok=True)


def path(name):
    return os.path.join(out, name)


def number(model):
    """Every weight of a value of its own, in the order of `model.weights`."""
    model.set_weights([np.full(w.shape, k + 1, 'f4') for k, w in enumerate(model.get_weights())])


def twice():
    keras.utils.clear_session()
    i = keras.Input((4, 4, 3))
    c = L.Conv2D(3, 3, padding='same')
    m = keras.Model(i, L.Conv2D(2, 1)(c(c(i))))
    number(m)
    m.save_weights(path('twice.weights.h5'))
    m.save(path('twice.h5'))


def three():
    keras.utils.clear_session()
    i = x = keras.Input((4, 4, 3))
    for _ in range(3):
        x = L.Conv2D(3, 3, padding='same')(x)
    m = keras.Model(i, x)
    number(m)
    m.save(path('three.h5'))
    m.save_weights(path('three.weights.h5'))


def inner():
    i = keras.Input((4, 4, 3))
    x = L.BatchNormalization()(L.Conv2D(2, 3, padding='same')(i))
    x = L.BatchNormalization()(L.Conv2D(2, 3, padding='same')(x))
    return keras.Model(i, L.GlobalAveragePooling2D()(x))


def nested(name, freeze):
    keras.utils.clear_session()
    i = keras.Input((4, 4, 3))
    a, b = inner(), inner()
    freeze(a, b)
    head = keras.Sequential([L.Dense(3, activation='relu'), L.Dense(2)])
    m = keras.Model(i, L.Dense(1)(head(L.Concatenate()([a(i), b(i)]))))
    number(m)
    m.save_weights(path(f'{name}.weights.h5'))
    m.save(path(f'{name}.h5'))
    m.save(path(f'{name}.keras'))


def frozen_by_name():
    """Layers alike under names of a person's, of which the first is frozen: only the model's description tells the order."""
    keras.utils.clear_session()
    i = x = keras.Input((4,))
    for name in ['stem', 'body', 'tail']:
        x = L.Dense(4, name=name)(x)
    inner = keras.Model(i, x)
    inner.layers[1].trainable = False
    j = keras.Input((4,))
    m = keras.Model(j, L.Dense(1)(inner(j)))
    number(m)
    m.save(path('frozen-by-name.h5'))


def without_description(name):
    """The weights of a whole model alone, as Keras 2 writes them."""
    with h5py.File(path(f'{name}.h5')) as f, h5py.File(path(f'{name}-weights.h5'), 'w') as out:
        for key, value in f['model_weights'].attrs.items():
            out.attrs[key] = value
        for key in f['model_weights']:
            f['model_weights'].copy(key, out)


def cut():
    """A model of some layers of another, and that."""
    keras.utils.clear_session()
    i = keras.Input((4, 4, 3))
    x = L.Conv2D(4, 3, padding='same')(i)
    behind = keras.Model(i, L.Conv2D(5, 1)(L.Conv2D(6, 1)(x)))
    m = keras.Model(i, L.Dense(2)(x))
    number(m)
    for ending in ['h5', 'weights.h5', 'keras']:
        (m.save_weights if ending == 'weights.h5' else m.save)(path(f'cut.{ending}'))
    number(behind)
    behind.save(path('behind.h5'))


def siamese():
    """A model applied to two inputs and to what it makes, beside layers of the same kinds."""
    keras.utils.clear_session()
    i = keras.Input((4, 4, 3))
    tower = keras.Model(i, L.BatchNormalization()(L.Conv2D(3, 3, padding='same')(i)))
    x = keras.Input((4, 4, 3))
    y = L.Conv2D(3, 1)(x)
    both = L.Add()([tower(x), tower(tower(y))])
    m = keras.Model(x, L.BatchNormalization()(L.Conv2D(3, 1)(both)))
    number(m)
    m.save_weights(path('siamese.weights.h5'))
    m.save(path('siamese.h5'))
    m.save(path('siamese.keras'))
    print([(w.path, float(np.ravel(w)[0])) for w in m.weights])


def normalizations():
    for name, options in {
        'both': {},
        'gamma': {'center': False},
        'beta': {'scale': False},
        'neither': {'center': False, 'scale': False},
    }.items():
        keras.utils.clear_session()
        i = keras.Input((3,))
        m = keras.Model(i, L.BatchNormalization(**options)(i))
        # gamma 1, beta 2, moving_mean 3, moving_variance 4, whichever there are.
        values = {'gamma': 1, 'beta': 2, 'moving_mean': 3, 'moving_variance': 4}
        m.set_weights([np.full(3, values[w.name], 'f4') for w in m.weights])
        m.save(path(f'norm-{name}.h5'))
        m.save_weights(path(f'norm-{name}.weights.h5'))


def floats():
    with h5py.File(path('floats.h5'), 'w') as f:
        f.attrs['layer_names'] = [b'half', b'double', b'big', b'packed', b'whole']
        kinds = {'half': '<f2', 'double': '<f8', 'big': '>f4', 'packed': '<f4', 'whole': '<i4'}
        for name, kind in kinds.items():
            g = f.create_group(name)
            g.attrs['weight_names'] = [b'kernel', b'bias']
            kernel, bias = np.arange(6).reshape(2, 3).astype(kind), np.array([0, 1, 2]).astype(kind)
            how = {'chunks': (1, 2), 'compression': 'gzip', 'shuffle': True} if name == 'packed' else {}
            g.create_dataset('kernel', data=kernel / (1 if name == 'whole' else 4), dtype=kind, **how)
            g.create_dataset('bias', data=bias)


def foreign():
    """Weights that lie in other files: by external storage, a virtual dataset, an external link."""
    def begin(name):
        f = h5py.File(path(f'{name}.h5'), 'w')
        f.attrs['layer_names'] = [b'd']
        return f

    with begin('external-storage') as f:
        g = f.create_group('d')
        g.attrs['weight_names'] = [b'kernel']
        g.create_dataset('kernel', (2, 3), 'f4', external=[('/etc/passwd', 0, 24)])
    with begin('virtual') as f:
        g = f.create_group('d')
        g.attrs['weight_names'] = [b'kernel']
        layout = h5py.VirtualLayout((2, 3), 'f4')
        layout[:] = h5py.VirtualSource('/etc/other.h5', 'd', shape=(2, 3))
        g.create_virtual_dataset('kernel', layout)
    with begin('external-link') as f:
        f['d'] = h5py.ExternalLink('/etc/other.h5', '/d')


def bomb():
    """A few kilobytes that unpack to a gigabyte in one chunk, and a shape that no file holds."""
    for name, shape, chunk in [('bomb', (2**14, 2**14), (2**14, 2**14)), ('vast', (2**20, 2**20), None)]:
        with h5py.File(path(f'{name}.h5'), 'w') as f:
            f.attrs['layer_names'] = [b'd']
            g = f.create_group('d')
            g.attrs['weight_names'] = [b'kernel']
            how = {} if chunk is None else {'chunks': chunk, 'compression': 'gzip', 'compression_opts': 9}
            g.create_dataset('kernel', shape, 'f4', **({'chunks': (2**10, 2**10)} if chunk is None else how))


def packed_often():
    """A weight that is packed six times over, and one that is packed in a way of its own library."""
    with h5py.File(path('packed-often.h5'), 'w') as f:
        f.attrs['layer_names'] = [b'd', b'e']
        for name, fill in {
            'd': lambda p: [p.set_deflate(1) for _ in range(6)],
            'e': lambda p: p.set_filter(h5py.h5z.FILTER_SCALEOFFSET, h5py.h5z.FLAG_OPTIONAL, (0, 2)),
        }.items():
            g = f.create_group(name)
            g.attrs['weight_names'] = [b'kernel']
            how = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
            how.set_chunk((2, 3))
            fill(how)
            space = h5py.h5s.create_simple((2, 3))
            h5py.h5d.create(g.id, b'kernel', h5py.h5t.IEEE_F32LE, space, how)


def tensors(name, kinds, change=lambda values: values):
    import ml_dtypes
    types = {'F16': '<f2', 'BF16': ml_dtypes.bfloat16, 'F32': '<f4', 'F64': '<f8', 'I64': '<i8'}
    header, data = {'__metadata__': {'format': 'pt'}}, b''
    for tensor, kind in kinds.items():
        values = np.arange(3) if tensor.endswith('bias') else np.arange(6).reshape(2, 3)
        values = change(values)
        bytes_ = (values / (1 if kind == 'I64' else 4)).astype(types[kind]).tobytes()
        header[tensor] = dict(dtype=kind, shape=list(values.shape), data_offsets=[len(data), len(data) + len(bytes_)])
        data += bytes_
    text = json.dumps(header).encode()
    text += b' ' * (-len(text) % 8)
    with open(path(name), 'wb') as f:
        f.write(struct.pack('<Q', len(text)) + text + data)


twice()
three()
siamese()
nested('nested', lambda a, b: None)
nested('frozen', lambda a, b: setattr(a, 'trainable', False))
nested('partly', lambda a, b: setattr(b.layers[1], 'trainable', False))
frozen_by_name()
without_description('partly')
cut()
normalizations()
floats()
foreign()
bomb()
packed_often()
for kind in ['F16', 'BF16', 'F64']:
    tensors(f'{kind}.safetensors', {'d/kernel': kind, 'd/bias': kind})
tensors('I64.safetensors', {'d/kernel': 'F32', 'd/bias': 'F32', 'other/bias': 'I64'})
tensors('whole.safetensors', {'d/kernel': 'I64', 'd/bias': 'F32'})
tensors('nan.safetensors', {'d/kernel': 'F32', 'd/bias': 'F32'}, lambda v: np.where(v == 2, np.nan if v.ndim > 1 else np.inf, v))
tensors('turned.safetensors', {'d/kernel': 'F32', 'd/bias': 'F32'}, lambda v: v.T)
tensors('torch.safetensors', {'d.weight': 'F32', 'd.bias': 'F32'}, lambda v: v)
