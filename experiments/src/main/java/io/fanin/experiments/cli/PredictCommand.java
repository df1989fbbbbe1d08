package io.fanin.experiments.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fanin.experiments.data.RawTable;
import io.fanin.experiments.data.TableReader;
import io.fanin.experiments.tabular.TablePredictions;
import io.fanin.models.Model;
import io.fanin.models.Prediction;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Predictions of a saved model, as CSV. */
@Command(
    name = "predict",
    description =
        "Predictions of a saved model for the rows of a table, as CSV on standard output.",
    footer = {
      "",
      "Columns are found by name; the target need not be there, and further columns are not read.",
      "A row gets the same bits as when the model was tested, alone or among others."
    })
final class PredictCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      index = "0",
      paramLabel = "MODEL",
      description = "A saved model: a .zip file, a folder, or the folder of a training run.")
  private Path model = Path.of("");

  @Parameters(index = "1", paramLabel = "DATA", description = "A table: CSV or CSV.gz.")
  private Path data = Path.of("");

  @Option(
      names = "--id",
      paramLabel = "COL",
      description = "The column that names the rows (default: their numbers, from 1).")
  private @Nullable String id;

  @Mixin private FormatOptions format = new FormatOptions();
  @Mixin private OutputOption output = new OutputOption();

  PredictCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Model loaded = Model.load(ModelPlace.of(model));
    RawTable table = TableReader.read(data, format.format());
    TablePredictions predictions = TablePredictions.of(loaded, table, Optional.ofNullable(id));
    if (!predictions.unread().isEmpty()) {
      context.note("not read: " + String.join(", ", predictions.unread()));
    }
    if (output.json()) {
      JsonOutput.print(context.out(), json(predictions));
    } else {
      context.out().print(predictions.table().toCsv().replace("\r\n", "\n"));
    }
    return ExitCode.FINE;
  }

  private ObjectNode json(TablePredictions predictions) {
    ObjectNode node = JsonOutput.of("predict");
    node.put("model", model.toString()).put("data", data.toString());
    node.put("target", predictions.target().name());
    ArrayNode rows = node.putArray("rows");
    for (int i = 0; i < predictions.names().size(); i++) {
      Prediction prediction = predictions.predictions().get(i);
      ObjectNode row = rows.addObject().put(predictions.first(), predictions.names().get(i));
      if (prediction.label().isEmpty()) {
        JsonNumbers.put(row, "prediction", prediction.value());
      } else {
        row.put("prediction", prediction.label());
        ObjectNode shares = row.putObject("probabilities");
        for (int k = 0; k < prediction.probabilities().size(); k++) {
          JsonNumbers.put(
              shares, predictions.target().classes().get(k), prediction.probabilities().get(k));
        }
      }
    }
    return node;
  }
}
