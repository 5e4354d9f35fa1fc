"""Pictures of every format, and the pixels that Keras makes of them: writes pictures.json.

Keras reads a folder with `tf.image.decode_image(file, channels=3, expand_animations=False)`, which decodes JPEG with
libjpeg's fast and inexact transform (`keras`). The exact one (`exact`) is what `keras.utils.load_img` gives. A format that
Keras cannot read has Pillow's pixels as `exact`.
"""

import base64
import io
import json
import struct
import zlib
from pathlib import Path

import numpy as np
import tensorflow as tf
from PIL import Image, ImageCms

rng = np.random.default_rng(1)
W, H = 13, 11
y, x = np.mgrid[0:H, 0:W]
base = np.stack([x * 19 % 256, y * 23 % 256, (x * 7 + y * 11 + 40) % 256], -1).astype(np.uint8)
base[2:5, 3:8] = [200, 60, 60]
alpha = ((x + y) * 11 % 256).astype(np.uint8)
rgb = Image.fromarray(base)
grey = rgb.convert('L')
rgba = Image.fromarray(np.dstack([base, alpha]))
few = rgb.quantize(12)
inks = Image.fromarray(np.dstack([255 - base, (255 - base.max(-1)) // 2]), 'CMYK')


def wide_profile():
    """sRGB's profile with the primaries of Adobe RGB."""
    p = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile('sRGB')).tobytes())
    tags = range(struct.unpack('>I', p[128:132])[0])
    at = {bytes(p[o : o + 4]): struct.unpack('>I', p[o + 4 : o + 8])[0] for o in (132 + 12 * i for i in tags)}
    primaries = {
        b'rXYZ': (0.60974, 0.31111, 0.01947),
        b'gXYZ': (0.20528, 0.62567, 0.06087),
        b'bXYZ': (0.14919, 0.06322, 0.74457),
    }
    for tag, xyz in primaries.items():
        p[at[tag] + 8 : at[tag] + 20] = b''.join(struct.pack('>i', round(v * 65536)) for v in xyz)
    return bytes(p)


def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def png(depth, colour, rows, extra=b''):
    """A PNG file that Pillow does not write."""
    header = chunk(b'IHDR', struct.pack('>IIBBBBB', W, H, depth, colour, 0, 0, 0))
    data = chunk(b'IDAT', zlib.compress(b''.join(b'\0' + row.tobytes() for row in rows)))
    return b'\x89PNG\r\n\x1a\n' + header + extra + data + chunk(b'IEND', b'')


def of16bits(channels):
    return rng.integers(0, 65536, (H, W, channels)).astype('>u2')


files = {}


def save(name, image, **options):
    kinds = {'jpg': 'JPEG', 'tif': 'TIFF'}
    buffer = io.BytesIO()
    ending = name.split('.')[1]
    image.save(buffer, kinds.get(ending, ending.upper()), **options)
    files[name] = buffer.getvalue()


turned = Image.Exif()
turned[0x112] = 6

save('rgb.png', rgb)
save('grey.png', grey)
save('rgba.png', rgba)
save('grey_alpha.png', Image.fromarray(np.dstack([base[..., 0], alpha]), 'LA'))
save('palette.png', few)
save('palette_alpha.png', few, transparency=3)
save('one_bit.png', rgb.convert('1'))
files['rgb16.png'] = png(16, 2, of16bits(3))
files['grey16.png'] = png(16, 0, of16bits(1))
files['rgba16.png'] = png(16, 6, of16bits(4))
files['gamma.png'] = png(8, 2, base, chunk(b'gAMA', struct.pack('>I', 100000)))
files['transparent_colour.png'] = png(8, 2, base, chunk(b'tRNS', struct.pack('>HHH', 200, 60, 60)))
save('noise.png', Image.fromarray(rng.integers(0, 256, (H, W, 3), dtype=np.uint8)))
save('profile.png', rgb, icc_profile=wide_profile())
save('turned.png', rgb, exif=turned)

save('rgb.jpg', rgb, quality=90)
save('rgb444.jpg', rgb, quality=95, subsampling=0)
save('rgb422.jpg', rgb, quality=95, subsampling=1)
save('untransformed.jpg', rgb, quality=95, keep_rgb=True)
save('progressive.jpg', rgb, quality=90, progressive=True)
save('grey.jpg', grey, quality=90)
save('profile.jpg', rgb, quality=95, icc_profile=wide_profile())
save('turned.jpg', rgb, quality=90, exif=turned)
save('cmyk.jpg', inks, quality=95)
adobe = files['cmyk.jpg']
at = adobe.find(b'Adobe')
files['ycck.jpg'] = adobe[: at + 11] + b'\x02' + adobe[at + 12 :]
length = struct.unpack('>H', adobe[at - 2 : at])[0]
files['cmyk_without_adobe.jpg'] = adobe[: at - 4] + adobe[at - 2 + length :]

save('rgb.gif', rgb.quantize(16))
save('moving.gif', rgb.quantize(16), save_all=True, append_images=[Image.fromarray(255 - base).quantize(16)])
save('transparent.gif', rgb.quantize(16), transparency=2)
save('rgb.webp', rgb, lossless=True)
save('lossy.webp', rgb, quality=90)
save('profile.webp', rgb, lossless=True, icc_profile=wide_profile())
save('rgba.webp', rgba, lossless=True)

save('rgb.bmp', rgb)
save('rgba.bmp', rgba)
save('grey.bmp', grey)
save('palette.bmp', few)
save('one_bit.bmp', rgb.convert('1'))
downwards = bytearray(files['rgb.bmp'])
struct.pack_into('<i', downwards, 22, -H)
files['downwards.bmp'] = bytes(downwards)

save('rgb.tif', rgb)
save('packed.tif', rgb, compression='tiff_lzw')
save('grey.tif', grey)
save('rgba.tif', rgba)
save('profile.tif', rgb, icc_profile=wide_profile())


def keras(data, channels):
    try:
        return tf.image.decode_image(data, channels=channels, expand_animations=False).numpy()
    except tf.errors.InvalidArgumentError:
        return None


# Keras takes the numbers of colours in a palette for colours, and cannot drop the transparency of a WebP file.
by_pillow = {'palette.bmp', 'one_bit.bmp', 'rgba.webp'}


def exact(name, data):
    if name.endswith('.jpg'):
        return tf.io.decode_jpeg(data, channels=3, dct_method='INTEGER_ACCURATE').numpy()
    if name.endswith('.tif') or name in by_pillow:
        return np.asarray(Image.open(io.BytesIO(data)).convert('RGB'))
    return keras(data, 3)


def text(data):
    return base64.b64encode(bytes(data)).decode()


golden = {}
for name, data in files.items():
    golden[name] = {'file': text(data), 'exact': text(exact(name, data).tobytes())}
    if name.endswith('.jpg'):
        golden[name]['keras'] = text(keras(data, 3).tobytes())
        if 'cmyk' not in name and 'ycck' not in name:
            one = tf.io.decode_jpeg(data, channels=1, dct_method='INTEGER_ACCURATE')
            golden[name]['one'] = text(one.numpy().tobytes())
    # Of PNG files with a palette or single bits Keras makes channels that nothing says.
    if name in ('rgb.png', 'rgba.png', 'grey.png', 'grey_alpha.png', 'rgba16.png', 'palette_alpha.png', 'rgba.bmp'):
        golden[name]['four'] = text(keras(data, 4).tobytes())
    if name in ('rgb.png', 'rgba.png', 'grey.png', 'palette.png', 'noise.png'):
        golden[name]['one'] = text(keras(data, 1).tobytes())

Path(__file__).with_name('pictures.json').write_text(json.dumps(golden, indent=1) + '\n')
