package io.fanin.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fanin.input.InvalidInputException;
import io.fanin.kernel.DType;
import io.fanin.kernel.Slice;
import io.fanin.models.JsonCursor.Place;
import io.fanin.optim.Role;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The safetensors format: 8 bytes of header length, little-endian; a JSON header with dtype, shape
 * and byte range of each tensor; the numbers, little-endian, without gaps.
 *
 * <p>One tensor per slice of a plan, {@code [rows, columns]} for weights and {@code [columns]}
 * otherwise. The reader wants exactly the tensors of the plan, in its order, all finite; a {@code
 * __metadata__} entry is stepped over.
 */
final class SafeTensors {
  static final int MAX_HEADER = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final JsonFactory FACTORY = new JsonFactory();

  private SafeTensors() {}

  /** All bytes of a file. */
  static byte[] write(List<Slice> slices, DType dtype, double[] parameters) {
    byte[] header = header(slices, dtype).getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    long size = Long.BYTES + padded + (long) parameters.length * dtype.bytes();
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded).put(header);
    for (int i = header.length; i < padded; i++) {
      out.put((byte) ' ');
    }
    for (double value : parameters) {
      if (dtype == DType.FLOAT) {
        out.putFloat((float) value);
      } else {
        out.putDouble(value);
      }
    }
    return out.array();
  }

  private static String header(List<Slice> slices, DType dtype) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      json.writeStartObject();
      for (Slice slice : slices) {
        json.writeObjectFieldStart(slice.name());
        json.writeStringField("dtype", code(dtype));
        json.writeFieldName("shape");
        int[] shape = shape(slice);
        json.writeArray(shape, 0, shape.length);
        json.writeFieldName("data_offsets");
        json.writeArray(offsets(slice, dtype), 0, 2);
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory", e);
    }
    return text.toString();
  }

  private static String code(DType dtype) {
    return dtype == DType.FLOAT ? "F32" : "F64";
  }

  private static int[] shape(Slice slice) {
    return slice.role() == Role.WEIGHT
        ? new int[] {slice.rows(), slice.columns()}
        : new int[] {slice.columns()};
  }

  private static long[] offsets(Slice slice, DType dtype) {
    long begin = (long) slice.offset() * dtype.bytes();
    return new long[] {begin, begin + (long) slice.size() * dtype.bytes()};
  }

  /** Largest size of a file with these tensors; the header may hold more spaces than ours. */
  static long maxSize(List<Slice> slices, DType dtype) {
    return Long.BYTES + (long) MAX_HEADER + bytes(slices, dtype);
  }

  private static long bytes(List<Slice> slices, DType dtype) {
    long sum = 0;
    for (Slice slice : slices) {
      sum += (long) slice.size() * dtype.bytes();
    }
    return sum;
  }

  /**
   * The numbers of a file.
   *
   * @param source what to call the file in an error
   */
  static double[] read(String source, byte[] file, List<Slice> slices, DType dtype) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    long length = file.length < Long.BYTES ? -1 : in.getLong();
    if (length < 2 || length > Math.min(MAX_HEADER, file.length - Long.BYTES)) {
      throw bad(source, "byte 0: the header's length must be in [2, file size - 8], was " + length);
    }
    String header = text(source, file, (int) length);
    new Header(source, header, slices, dtype).check();
    in.position(Long.BYTES + (int) length);
    if (in.remaining() != bytes(slices, dtype)) {
      throw bad(
          source,
          "byte %d: the tensors need %,d bytes, but %,d follow the header"
              .formatted(in.position(), bytes(slices, dtype), in.remaining()));
    }
    return numbers(source, in, dtype);
  }

  private static String text(String source, byte[] file, int length) {
    if (file[Long.BYTES] != '{') {
      throw bad(source, "byte 8: the header must start with '{'");
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(file, Long.BYTES, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidInputException(source + ": the header is not UTF-8 text", e);
    }
  }

  private static double[] numbers(String source, ByteBuffer in, DType dtype) {
    double[] numbers = new double[in.remaining() / dtype.bytes()];
    for (int i = 0; i < numbers.length; i++) {
      int at = in.position();
      numbers[i] = dtype == DType.FLOAT ? in.getFloat() : in.getDouble();
      if (!(Math.abs(numbers[i]) <= Double.MAX_VALUE)) {
        throw bad(source, "byte " + at + ": " + numbers[i] + " is no weight; train again");
      }
    }
    return numbers;
  }

  private static InvalidInputException bad(String source, String problem) {
    return InvalidInputException.in(source, problem);
  }

  /** Compares a header with the tensors that must be in it. */
  private static final class Header {
    private final JsonCursor json;
    private final List<Slice> slices;
    private final DType dtype;
    private int next;

    Header(String source, String text, List<Slice> slices, DType dtype) {
      this.json = new JsonCursor(source + " (header)", text);
      this.slices = slices;
      this.dtype = dtype;
    }

    void check() {
      json.map("the header", this::entry);
      json.end();
      if (next < slices.size()) {
        throw json.error("tensor '" + slices.get(next).name() + "' is missing");
      }
    }

    private void entry(String name) {
      if (name.equals(METADATA)) {
        json.map("'" + METADATA + "'", k -> json.string("an entry of '" + METADATA + "'"));
        return;
      }
      Place place = json.place();
      String shown = JsonCursor.printable(name);
      if (next == slices.size()) {
        throw json.error(place, "tensor '" + shown + "' is one too many");
      }
      Slice slice = slices.get(next++);
      if (!name.equals(slice.name())) {
        throw json.error(
            place, "tensor '%s' stands where '%s' must".formatted(shown, slice.name()));
      }
      json.object("a tensor", List.of("dtype", "shape", "data_offsets"), key -> part(key, slice));
    }

    private void part(String key, Slice slice) {
      Place place = json.place();
      switch (key) {
        case "dtype" -> same(place, slice, key, json.string("'dtype'"), code(dtype));
        case "shape" -> same(place, slice, key, longs(), boxed(shape(slice)));
        default -> same(place, slice, key, longs(), boxed(offsets(slice, dtype)));
      }
    }

    private List<Long> longs() {
      List<Long> values = new ArrayList<>();
      json.list("a list of sizes", () -> values.add(json.whole("a size")));
      return values;
    }

    private void same(Place place, Slice slice, String key, Object found, Object wanted) {
      if (!found.equals(wanted)) {
        throw json.error(
            place,
            "tensor '%s' has %s %s, must have %s"
                .formatted(slice.name(), key, JsonCursor.printable(found.toString()), wanted));
      }
    }

    private static List<Long> boxed(int[] values) {
      List<Long> list = new ArrayList<>();
      for (int value : values) {
        list.add((long) value);
      }
      return list;
    }

    private static List<Long> boxed(long[] values) {
      return List.of(values[0], values[1]);
    }
  }
}
