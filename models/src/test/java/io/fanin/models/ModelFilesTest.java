package io.fanin.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.KernelException;
import io.fanin.kernel.Loss;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ModelFilesTest {
  @TempDir private Path folder;

  static Stream<Network> networks() {
    return Stream.of(
        Requests.plain("linear", Requests.scalars(4), 1, Map.of()),
        Requests.plain("dense", Requests.scalars(4), 1, Map.of("residual", true, "width", 3)),
        Requests.onGraph("matched", Requests.tree(), 1, Map.of("activation", "leaky-relu")),
        Requests.onGraph("spline", Requests.tree(), 1, Map.of()),
        Requests.onImage(
            "conv", new ImageShape(2, 2, 1), 1, Map.of("padding", "1", "head", "average")),
        Requests.plain("local", Requests.scalars(4), 1, Map.of()).frozen(l -> l == 1),
        Requests.plain("dense", Requests.scalars(4), 1, Map.of()).withRates(new MuP(3)));
  }

  static Model model(Network network, DType dtype) {
    return new Model(
        network,
        dtype,
        network.initial(Initialisers.suited(), 7),
        Preprocessing.none(
            network.plan().inputColumns(), Target.regression("strength", 35.8, 16.7)),
        Map.of("seed", "7", "note", "a \"quoted\" \u00fc"));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void model_read_back_is_the_same_to_the_last_bit(Network network) throws IOException {
    for (DType dtype : DType.values()) {
      Model model = model(network, dtype);
      for (String name : List.of("model.zip", "model")) {
        Path path = folder.resolve(dtype + name);
        model.save(path);
        Model back = Model.load(path);
        assertThat(back.parameters()).isEqualTo(model.parameters());
        assertThat(back.network().initial(Initialisers.suited(), 3))
            .isEqualTo(network.initial(Initialisers.suited(), 3));
        assertThat(NetworkJson.write(back)).isEqualTo(NetworkJson.write(model));
        assertThat(back.preprocessing()).isEqualTo(model.preprocessing());
        double[] row = {0.3, -1.2, 5, 0.01};
        assertThat(back.predict(row)).isEqualTo(model.predict(row));
      }
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).noneMatch(f -> f.getFileName().toString().endsWith(".part"));
      }
    }
  }

  @Test
  void equal_models_are_equal_files() throws IOException {
    Network network = networks().toList().get(2);
    model(network, DType.FLOAT).save(folder.resolve("a.zip"));
    model(network, DType.FLOAT).save(folder.resolve("b.zip"));
    assertThat(folder.resolve("a.zip")).hasSameBinaryContentAs(folder.resolve("b.zip"));
  }

  @Test
  void saving_replaces_a_model_and_nothing_else() throws IOException {
    Model model = model(networks().toList().get(0), DType.DOUBLE);
    Path path = folder.resolve("m");
    model.save(path);
    model.save(path);
    assertThat(Model.load(path).parameters()).isEqualTo(model.parameters());
    Files.writeString(path.resolve("notes.txt"), "mine");
    assertThatThrownBy(() -> model.save(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(path + ": holds 'notes.txt', which is no part of a model; choose another name");
    Path file = Files.writeString(folder.resolve("file"), "mine");
    assertThatThrownBy(() -> model.save(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": is a file; choose another name, or one that ends with .zip");
    assertThat(file).hasContent("mine");
    Path nowhere = folder.resolve("no").resolve("m.zip");
    assertThatThrownBy(() -> model.save(nowhere))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(nowhere + ": its folder does not exist; make it first");
  }

  @Test
  void diverged_model_is_not_saved() {
    Network network = networks().toList().get(0);
    double[] parameters = network.initial(Initialisers.suited(), 7);
    parameters[2] = Double.NaN;
    Model model =
        new Model(
            network,
            DType.FLOAT,
            parameters,
            Preprocessing.none(4, Target.regression("y", 0, 1)),
            Map.of());
    assertThatThrownBy(() -> model.save(folder.resolve("m")))
        .isInstanceOf(KernelException.NotFinite.class)
        .hasMessage("parameter 2 is NaN; the model is not saved: train with a smaller rate");
    assertThat(folder).isEmptyDirectory();
  }

  private Path saved() {
    Path path = folder.resolve("m");
    model(networks().toList().get(0), DType.FLOAT).save(path);
    return path;
  }

  /** Replacements in network.json, and what is said. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"fanin\" : 1|\"fanin\" : 2|2:13: 'fanin', the version of the format, must be a whole"
            + " number in [1, 1]",
        "\"settings\"|\"setings\"|4:3: unknown key 'setings' in a model; did you mean 'settings'?",
        "\"frozen\" : false|\"frozen\" : 0|33:18: 'frozen' must be true or false",
        "\"identity\"|\"identiy\"|29:22: 'activation' cannot be 'identiy'; did you mean"
            + " 'identity'?",
        "\"share\" : \"own\"|\"share\" : \"all\"|32:17: 'share' must be \"own\", \"one\" or a list"
            + " of numbers",
        "\"share\" : \"own\"|\"share\" : [ 1 ]|24:16: 'share' must have a number below 1 for each"
            + " of 1 nodes",
        "[ 0, 1, 2, 3 ]|[ 0, 1, 2, 4 ]|24:16: spec 'head' node 0 reads block 4, which is not an"
            + " earlier block",
        "[ 0, 1, 2, 3 ]|[ 0, 1, 2 ]|24:16: 3 reads are not a multiple of a fan-in of 4",
        "\"outWidth\" : 1|\"outWidth\" : 16777216|24:16: the network is too large: at most"
            + " 2,147,483,639 parameters and 67,108,864 numbers in its blocks",
        "\"rateScale\" : 1|\"rateScale\" : -1|24:16: rate scale must be >= 0, was -1.0",
        "\"rateScale\" : 1|\"rateScale\" : 1e999|34:21: 'rateScale' must be a finite number",
        "\"block\" : 4|\"block\" : 5|37:15: output 'y' names block 5, but there are only 5",
        "\"given\" : [ ]|\"given\" : [ 0 ]|42:13: there is no frozen spec 0",
        "\"vertices\" : [ ]|\"vertices\" : [ 9 ]|41:16: there is no block 9",
        "\"scale\" : 1|\"scale\" : 0|46:19: column 'x0' needs a finite mean and a finite scale > 0,"
            + " has 0.0 and 0.0",
        "\"name\" : \"x0\",|\"name\" : \"x0\", \"name\" : 1,|47:24: key 'name' comes twice in a"
            + " numeric column; keep one"
      })
  void malformed_network_is_refused_with_its_place(String find, String put, String message)
      throws IOException {
    Path path = saved();
    Path file = path.resolve("network.json");
    String text = Files.readString(file);
    int at =
        find.startsWith("\"name\"") || find.startsWith("\"scale\"")
            ? text.indexOf(find, text.indexOf("preprocessing"))
            : text.indexOf(find);
    assertThat(at).isNotNegative();
    Files.writeString(file, text.substring(0, at) + put + text.substring(at + find.length()));
    if (find.contains("outWidth")) {
      // 2^24 rows of 5 numbers are still few enough; eight times as many are not.
      Files.writeString(
          file,
          Files.readString(file).replace("\"readWidths\" : [ 1,", "\"readWidths\" : [ 1000,"));
    }
    assertThatThrownBy(() -> Model.load(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ":" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"F32\"|\"F64\"|(header):1:29: tensor 'head.0.0.weight' has dtype F64, must have F32",
        "[1,4]|[4,1]|(header):1:43: tensor 'head.0.0.weight' has shape [4, 1], must have [1, 4]",
        "[1,4]|[1.0,4]|(header):1:44: a size must be a whole number, at least 0",
        "[0,16]|[0,12]|(header):1:64: tensor 'head.0.0.weight' has data_offsets [0, 12], must have"
            + " [0, 16]",
        "[16,20]|[12,16]|(header):1:130: tensor 'head.0.0.bias' has data_offsets [12, 16], must"
            + " have [16, 20]",
        "0.bias|0.bigs|(header):1:88: tensor 'head.0.0.bigs' stands where 'head.0.0.bias' must"
      })
  void malformed_tensor_is_refused(String find, String put, String message) throws IOException {
    Path path = saved();
    Path file = path.resolve("weights.safetensors");
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    assertThat(text).contains(find);
    String padded = text.replace(find, put);
    if (put.length() > find.length()) {
      padded = padded.replaceFirst(" {" + (put.length() - find.length()) + "}", "");
    }
    Files.writeString(file, padded, StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Model.load(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + " " + message);
  }

  @Test
  void wrong_sizes_and_numbers_of_weights_are_refused() throws IOException {
    Path path = saved();
    Path file = path.resolve("weights.safetensors");
    byte[] good = Files.readAllBytes(file);
    int start = good.length - 20;
    refused(
        file,
        Arrays.copyOf(good, good.length - 1),
        "byte " + start + ": the tensors need 20 bytes, but 19 follow the header");
    refused(
        file,
        Arrays.copyOf(good, good.length + 4),
        "byte " + start + ": the tensors need 20 bytes, but 24 follow the header");
    refused(file, new byte[3], "byte 0: the header's length must be in [2, file size - 8], was -1");
    byte[] long1 = good.clone();
    long1[7] = 1;
    refused(
        file,
        long1,
        "byte 0: the header's length must be in [2, file size - 8], was "
            + ((1L << 56) + start - 8));
    byte[] nan = good.clone();
    nan[start + 6] = (byte) 0xc0;
    nan[start + 7] = 0x7f;
    refused(file, nan, "byte " + (start + 4) + ": NaN is no weight; train again");
  }

  private static void refused(Path file, byte[] bytes, String message) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> Model.load(file.getParent()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file + ": " + message);
  }

  @Test
  void zip_with_any_other_entry_is_refused() throws IOException {
    Path path = saved();
    byte[] network = Files.readAllBytes(path.resolve("network.json"));
    Path zip = folder.resolve("evil.zip");
    zip(
        zip,
        z -> {
          entry(z, "network.json", network);
          entry(z, "../weights.safetensors", network);
        });
    assertThatThrownBy(() -> Model.load(zip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            zip
                + ": entry '../weights.safetensors' does not belong here; a model has network.json"
                + " and weights.safetensors, each once");
    zip(zip, z -> entry(z, "network.json", network));
    assertThatThrownBy(() -> Model.load(zip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            zip
                + ": has no entry 'weights.safetensors'; a model has network.json and"
                + " weights.safetensors");
  }

  @Test
  void text_that_expands_beyond_all_measure_is_refused() throws IOException {
    Path zip = folder.resolve("bomb.zip");
    byte[] spaces = new byte[1 << 20];
    Arrays.fill(spaces, (byte) ' ');
    zip(
        zip,
        z -> {
          try {
            z.putNextEntry(new ZipEntry("network.json"));
            for (int i = 0; i < 65; i++) {
              z.write(spaces);
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    assertThatThrownBy(() -> Model.load(zip))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            zip.resolve("network.json") + ": is larger than the 67,108,864 bytes it may have");
  }

  @Test
  void missing_and_foreign_files_are_refused() throws IOException {
    Path nothing = folder.resolve("nothing");
    assertThatThrownBy(() -> Model.load(nothing))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(nothing + ": there is no such model");
    Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
    assertThatThrownBy(() -> Model.load(text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            text
                + ": cannot be read as a model; give a directory or zip file that was saved as"
                + " one");
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThatThrownBy(() -> Model.load(empty))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            empty
                + ": has no file 'network.json'; a model has network.json and weights.safetensors");
  }

  private static void zip(Path file, Consumer<ZipOutputStream> fill) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      fill.accept(zip);
    }
  }

  private static void entry(ZipOutputStream zip, String name, byte[] bytes) {
    try {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Model tabular() {
    Preprocessing preprocessing =
        new Preprocessing(
            List.of("", "NA"),
            List.of(
                new Column.Numeric("age", 30, 10, true),
                new Column.Category("colour", List.of("red", "green", "blue"), false)),
            Target.classification("ripe", Loss.SOFTMAX_CROSS_ENTROPY, List.of("no", "yes")));
    Network network = Requests.plain("linear", Requests.blocks(1, 3), 2, Map.of());
    double[] p = {1, 0, 0, 2, -1, 0, 0, 0, 0, 0.5};
    return new Model(network, DType.DOUBLE, p, preprocessing, Map.of());
  }

  static List<Model> all() {
    List<Model> models = new ArrayList<>();
    networks().forEach(n -> models.add(model(n, DType.FLOAT)));
    models.add(tabular());
    return models;
  }
}
