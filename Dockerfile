# A fresh machine for the README's two commands:
#   docker build --tag autograder .
#   docker run --rm autograder                    scripts/demo: a class is graded
#   docker run --rm autograder scripts/test       every test
# Docker's default profile allows no namespaces: student code is then confined at level CORE (docs/safety.md).
FROM python:3.11-slim
WORKDIR /course
COPY scripts scripts
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY autograder autograder
RUN scripts/setup && scripts/system
COPY . .
CMD ["scripts/demo"]
