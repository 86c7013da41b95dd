"""합성곱과 맥스풀링을 손으로 (08wk)

Convolution and max pooling by hand (08wk)
"""

import torch


def out_size(n, kernel, stride=1, padding=0):
    """한 변이 n인 이미지에 한 변이 kernel인 필터를 적용하면 나오는 이미지의 한 변입니다.

    n, kernel, stride, padding: 정수. 양쪽에 padding만큼 0을 붙인 다음, 필터를 stride칸씩 옮깁니다. 이미지를 벗어나는 자리는 세지 않습니다. → 정수

    The side of the image that comes out where a filter of side kernel runs over an image of side n.

    n, kernel, stride, padding: whole numbers. padding zeros are put on both ends, then the filter moves by stride. Places beyond the image do not count. → a whole number
    """
    raise NotImplementedError("out_size: not written yet")


def convolve(x, kernel):
    """필터를 한 칸씩 옮기며, 겹친 수끼리 곱해서 모두 더합니다. `Conv2d`처럼 필터를 뒤집지 않습니다.

    x: (h,w), kernel: (a,b) float32, a <= h, b <= w. → (h-a+1, w-b+1)

    Moves the filter by one, multiplies the numbers that lie on each other and adds them up. As in `Conv2d`, the filter is not turned over.

    x: (h,w), kernel: (a,b) float32, a <= h, b <= w. → (h-a+1, w-b+1)
    """
    # 한 줄 / one row
    raise NotImplementedError("convolve: not written yet")


def max_pool(x, size=2):
    """이미지를 size×size의 칸으로 나누어 칸마다 가장 큰 수를 남깁니다. 칸을 채우지 못하는 끝의 행과 열은 버립니다.

    x: (h,w) float32. size: 정수. → (h//size, w//size)

    Parts the image into cells of size×size and keeps the largest number of each. Rows and columns at the end that fill no cell are dropped.

    x: (h,w) float32. size: a whole number. → (h//size, w//size)
    """
    raise NotImplementedError("max_pool: not written yet")
