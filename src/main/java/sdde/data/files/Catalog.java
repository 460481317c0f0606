package sdde.data.files;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import sdde.config.DidYouMean;
import sdde.config.UserError;

/**
 * All published datasets that this program knows: addresses, sizes, checksums and where these were read. A size that no
 * source states is left open.
 */
public final class Catalog {
    private static final String TORCHVISION = "torchvision";
    private static final String ZENODO = "Zenodo record";
    private static final String KRIZ = "the authors' page";

    private static final Source MNIST =
            onBoard("mnist", "digits, 10 classes, 28 × 28 grey", "CC BY-SA 3.0", "http://yann.lecun.com/exdb/mnist/");
    private static final Source FASHION_MNIST = onBoard(
            "fashion-mnist",
            "clothing, 10 classes, 28 × 28 grey",
            "MIT",
            "https://github.com/zalandoresearch/fashion-mnist");

    /** Checksums: torchvision/datasets/mnist.py, class KMNIST. */
    private static final Source KMNIST = single(
            "kmnist",
            "Kuzushiji letters, 10 classes, 28 × 28 grey",
            "CC BY-SA 4.0",
            "http://codh.rois.ac.jp/kmnist/",
            idx("train-images-idx3-ubyte.gz", 18_165_135, "bdb82020997e1d708af4cf47b453dcf7"),
            idx("train-labels-idx1-ubyte.gz", 29_497, "e144d726b3acfaa3e44228e80efcd344"),
            idx("t10k-images-idx3-ubyte.gz", 3_041_136, "5c965bf0a639b31b8f53240b1b52f4d7"),
            idx("t10k-labels-idx1-ubyte.gz", 5_120, "7320c461ea6c1c855c0b718fb2a4b134"));

    /** Nobody publishes a checksum; the size stands in the course that made the file known. */
    private static final Source NOTMNIST = single(
            "notmnist",
            "letters A to J, 18,724 images, 28 × 28 grey",
            "not stated by its author",
            "http://yaroslavvb.blogspot.com/2011/09/notmnist-dataset.html",
            new RemoteFile(
                    "notMNIST_small.tar.gz",
                    List.of(
                            "http://yaroslavvb.com/upload/notMNIST/notMNIST_small.tar.gz",
                            "https://commondatastorage.googleapis.com/books1000/notMNIST_small.tar.gz"),
                    8_458_043,
                    null));

    /** Nobody publishes a checksum; the address is that of one commit, the sizes are of its files. */
    private static final Source NOTMNIST_10K = single(
            "notmnist-10k",
            "10,000 letters A to J of notMNIST in MNIST's format, 28 × 28 grey",
            "MIT",
            "https://github.com/davidflanagan/notMNIST-to-MNIST",
            flanagan("t10k-images-idx3-ubyte.gz", 3_172_375),
            flanagan("t10k-labels-idx1-ubyte.gz", 5_118));

    /** Checksums: torchvision/datasets/svhn.py. */
    private static final Source SVHN = single(
            "svhn",
            "house numbers, 10 classes, 32 × 32 colour",
            "for non-commercial use",
            "http://ufldl.stanford.edu/housenumbers/",
            RemoteFile.of(
                    "http://ufldl.stanford.edu/housenumbers/",
                    "train_32x32.mat",
                    182_040_794,
                    Checksum.md5("e26dedcc434d2e4c54c9b2d4a06d8373", TORCHVISION)),
            RemoteFile.of(
                    "http://ufldl.stanford.edu/housenumbers/",
                    "test_32x32.mat",
                    64_275_384,
                    Checksum.md5("eb5a983be6a315427106f1b164d9cef3", TORCHVISION)));

    /** Checksum: avalanche/benchmarks/datasets/tiny_imagenet, and the Zenodo record of the same file. */
    private static final Source TINY_IMAGENET = single(
            "tiny-imagenet",
            "photographs, 200 classes, 64 × 64 colour",
            "ImageNet's terms: non-commercial research and education",
            "https://www.kaggle.com/c/tiny-imagenet",
            new RemoteFile(
                    "tiny-imagenet-200.zip",
                    List.of(
                            "http://cs231n.stanford.edu/tiny-imagenet-200.zip",
                            "https://zenodo.org/records/10720917/files/tiny-imagenet-200.zip?download=1"),
                    248_100_043,
                    Checksum.md5("90528d7ca1a48142e341f4ef8d21d0de", "Avalanche, Zenodo record 10720917")));

    /** Checksum: torchvision/datasets/dtd.py. */
    private static final Source TEXTURES = single(
            "textures",
            "DTD, 5,640 photographs, 47 classes, of many sizes",
            "for research",
            "https://www.robots.ox.ac.uk/~vgg/data/dtd/",
            RemoteFile.of(
                    "https://www.robots.ox.ac.uk/~vgg/data/dtd/download/",
                    "dtd-r1.0.1.tar.gz",
                    625_239_812,
                    Checksum.md5("fff73e5086ae6bdbea199a49dfb8a4c1", TORCHVISION)));

    /** Checksums: torchvision/datasets/places365.py. */
    private static final Source PLACES365_SMALL = single(
            "places365-small",
            "the 36,500 validation photographs of places, 365 classes, 256 × 256 colour",
            "MIT's terms: non-commercial research and education",
            "http://places2.csail.mit.edu/",
            RemoteFile.of(
                    "http://data.csail.mit.edu/places/places365/",
                    "val_256.tar",
                    525_158_400,
                    Checksum.md5("e27b17d8d44f4af9a78502beb927f808", TORCHVISION)),
            RemoteFile.of(
                    "http://data.csail.mit.edu/places/places365/",
                    "filelist_places365-standard.tar",
                    RemoteFile.UNKNOWN,
                    Checksum.md5("35a0585fee1fa656440f3ab298f8479c", TORCHVISION)));

    private static final Source CIFAR10_C = single(
            "cifar10-c",
            "CIFAR-10's test images, 19 corruptions × 5 severities",
            "CC BY 4.0",
            "https://zenodo.org/records/2535967",
            new RemoteFile(
                    "CIFAR-10-C.tar",
                    List.of("https://zenodo.org/records/2535967/files/CIFAR-10-C.tar?download=1"),
                    2_918_471_680L,
                    Checksum.md5("56bf5dcef84df0e2308c6dcbcbbd8499", ZENODO)));

    private static final Source CIFAR100_C = single(
            "cifar100-c",
            "CIFAR-100's test images, 19 corruptions × 5 severities",
            "CC BY 4.0",
            "https://zenodo.org/records/3555552",
            new RemoteFile(
                    "CIFAR-100-C.tar",
                    List.of("https://zenodo.org/records/3555552/files/CIFAR-100-C.tar?download=1"),
                    2_918_473_216L,
                    Checksum.md5("11f0ed0f1191edbf9fa23466ae6021d3", ZENODO)));

    private static final List<Source> ALL = List.of(
            MNIST,
            FASHION_MNIST,
            KMNIST,
            NOTMNIST,
            NOTMNIST_10K,
            cifar(
                    "cifar10",
                    10,
                    List.of(
                            kriz("cifar-10-binary.tar.gz", 170_052_171, "c32a1d4ab5d03f1284b67883e8d87530"),
                            kriz("cifar-10-python.tar.gz", 170_498_071, "c58f30108f718f92721af3b95e74349a"))),
            cifar(
                    "cifar100",
                    100,
                    List.of(
                            kriz("cifar-100-binary.tar.gz", 168_513_733, "03b5dce01913d631647c71ecec9e9cb8"),
                            kriz("cifar-100-python.tar.gz", 169_001_437, "eb9058c3a382ffc7106e4002c42a8d85"))),
            SVHN,
            TINY_IMAGENET,
            TEXTURES,
            PLACES365_SMALL,
            CIFAR10_C,
            CIFAR100_C);

    private Catalog() {}

    /** In the order of the list. */
    public static List<Source> all() {
        return ALL;
    }

    public static Optional<Source> find(String name) {
        return ALL.stream().filter(source -> source.name().equals(name)).findFirst();
    }

    /** The command that brings a file which lies where one of a published set would: {@code DATA/svhn/test_32x32.mat}. */
    public static Optional<String> fetching(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path root = folder == null ? null : folder.getParent();
        if (folder == null || root == null) {
            return Optional.empty();
        }
        String data = root.equals(DataFolder.current().root()) ? "" : " --data " + root;
        return find(String.valueOf(folder.getFileName()))
                .filter(source -> source.files().stream()
                        .anyMatch(known -> known.name().equals(String.valueOf(file.getFileName()))))
                .map(source -> "bin/sweep data fetch " + source.name() + data);
    }

    /** @throws UserError if there is none of that name */
    public static Source get(String name) {
        return find(name).orElseThrow(() -> {
            List<String> known = ALL.stream().map(Source::name).toList();
            String hint = DidYouMean.hint(name, known);
            return new UserError(
                    "no published data set '%s'%s known: %s".formatted(name, hint.isEmpty() ? ";" : hint, known));
        });
    }

    private static Source onBoard(String name, String what, String licence, String page) {
        return new Source(name, what, licence, page, List.of());
    }

    private static Source single(String name, String what, String licence, String page, RemoteFile... files) {
        return new Source(name, what, licence, page, List.of(List.of(files)));
    }

    /** The binary form is fetched; the one for Python is taken where it is there already. */
    private static Source cifar(String name, int classes, List<RemoteFile> forms) {
        return new Source(
                name,
                "photographs, %d classes, 32 × 32 colour".formatted(classes),
                "not stated by its authors",
                "https://www.cs.toronto.edu/~kriz/cifar.html",
                forms.stream().map(List::of).toList());
    }

    private static RemoteFile kriz(String name, long bytes, String md5) {
        return RemoteFile.of("https://www.cs.toronto.edu/~kriz/", name, bytes, Checksum.md5(md5, KRIZ));
    }

    private static RemoteFile flanagan(String name, long bytes) {
        return RemoteFile.of(
                "https://raw.githubusercontent.com/davidflanagan/notMNIST-to-MNIST/c58c29ff93d7b8c809c449b380a232f9f39909fd/",
                name,
                bytes,
                null);
    }

    private static RemoteFile idx(String name, long bytes, String md5) {
        return RemoteFile.of(
                "http://codh.rois.ac.jp/kmnist/dataset/kmnist/", name, bytes, Checksum.md5(md5, TORCHVISION));
    }
}
