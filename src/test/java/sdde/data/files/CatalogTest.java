package sdde.data.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import sdde.config.UserError;

class CatalogTest {
    @Test
    void knowsThePapersSetsAndTheirCorruptedForms() {
        assertThat(Catalog.all().stream().map(Source::name))
                .containsExactly(
                        "mnist",
                        "fashion-mnist",
                        "kmnist",
                        "notmnist",
                        "notmnist-10k",
                        "cifar10",
                        "cifar100",
                        "svhn",
                        "tiny-imagenet",
                        "textures",
                        "places365-small",
                        "cifar10-c",
                        "cifar100-c");
    }

    @Test
    void everyFileCanBeAskedFor() {
        List<RemoteFile> files = Catalog.all().stream()
                .flatMap(source -> source.forms().stream())
                .flatMap(List::stream)
                .toList();

        assertThat(files).hasSizeGreaterThan(12).allSatisfy(file -> {
            assertThat(file.addresses()).isNotEmpty();
            file.addresses().forEach(address -> assertThat(URI.create(address).getScheme())
                    .startsWith("http"));
            assertThat(file.checksum() != null || file.sizeIsKnown()).isTrue();
        });
    }

    @Test
    void suggestsTheNearestName() {
        assertThatThrownBy(() -> Catalog.get("cifar-10"))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("no published data set 'cifar-10'; did you mean 'cifar10'? known: [mnist, ");
    }
}
