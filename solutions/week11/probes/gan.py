"""The calls of gan.py."""

from __future__ import annotations

import torch
from _shared import drawn, fake, fake123, real, real117

from autograder.assignment import leaf, probe

wide = 1.5 * drawn(8, 117, 1)
wide[[3, 110]] = torch.tensor([[57.3381], [-61.2713]])
far = torch.tensor([[-190.25], [-180.5], [61.27]])  # which the discriminator takes for fake

PROBES = (
    probe("Discriminator", "lecture", width=3, x=real),
    probe("Discriminator", "wider", width=5, x=wide),
    probe("discriminator_loss", "lecture", real=real, fake=leaf(fake), width=3),
    probe("discriminator_loss", "other_n", real=real117, fake=leaf(fake123), width=5),
    probe("discriminator_loss", "far", real=far, fake=leaf([[-61.3], [57.1], [0.25]]), width=2),
    probe("discriminator_loss", "far_fakes", real=real, fake=leaf([[-61.3], [57.1], [0.25]]), width=8),
    probe("generator_loss", "lecture", fake=leaf(fake), width=3),
    probe("generator_loss", "other_n", fake=leaf(fake123), width=5),
    probe("generator_loss", "far", fake=leaf(far), width=2),
    probe("generator_loss", "far_right", fake=leaf([[61.27], [54.3], [-0.25]]), width=11),
    probe("fit_gan", "lecture", real=real, seed=43052),
    probe("fit_gan", "other_n", real=real117, seed=7, lr=0.0217, epochs=7),
    probe("generate", "lecture", n=8, seed=0),
    probe("generate", "other_n", n=131, seed=11),
)
