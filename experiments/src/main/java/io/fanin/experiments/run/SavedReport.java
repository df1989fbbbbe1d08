package io.fanin.experiments.run;

import io.fanin.experiments.report.HtmlReport;
import io.fanin.experiments.result.Report;
import io.fanin.experiments.result.ResultJson;
import io.fanin.experiments.store.JournalContents;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.input.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Renders the report of a run again, from what its folder holds. */
public final class SavedReport {
  private SavedReport() {}

  /**
   * Writes the page, the plots and the data anew.
   *
   * @return the page
   * @throws InvalidInputException if the run has no report yet, or its folder is damaged
   */
  public static Path render(RunDirectory run) {
    Report report = read(run);
    if (Files.exists(run.journalFile())) {
      JournalContents journal = run.journal();
      run.writeData("trials", TrialTable.of(journal.results()));
    }
    try {
      return HtmlReport.write(report, run.path());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the report: " + e.getMessage(), e);
    }
  }

  /** What the run reported. */
  public static Report read(RunDirectory run) {
    Path file = run.path().resolve("report.json");
    try {
      return ResultJson.readReport(file.toString(), Files.readString(file));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          run.id() + ": there is no report yet; fanin resume " + run.id() + " finishes the run", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }
}
