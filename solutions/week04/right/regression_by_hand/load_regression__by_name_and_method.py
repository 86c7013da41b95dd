"""Columns by name, to(dtype), unsqueeze."""

import pandas as pd
import torch


def load_regression(path):
    df = pd.read_csv(path)
    x = torch.tensor(df["x"].values).to(torch.float32).unsqueeze(1)
    y = torch.tensor(df["y"].values).to(torch.float32).unsqueeze(1)
    return x, y
