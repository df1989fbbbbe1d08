package io.fanin.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fanin.experiments.claim.ClaimProvider;
import io.fanin.experiments.claim.ClaimSetup;
import io.fanin.experiments.claim.Mode;
import io.fanin.experiments.store.RunDirectory;
import io.fanin.input.InvalidInputException;
import io.fanin.settings.Settings;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run's folder says was asked for. */
public final class SavedRun {
  private static final JsonMapper MAPPER = new JsonMapper();

  private SavedRun() {}

  /**
   * The request that made a run.
   *
   * @throws InvalidInputException if the settings do not fit the claim as it is now
   */
  public static RunRequest request(RunDirectory run, ClaimProvider claim) {
    Map<String, @Nullable Object> values = values(run);
    Mode mode = "full".equals(values.remove(RunRequest.MODE)) ? Mode.FULL : Mode.QUICK;
    boolean control = Boolean.TRUE.equals(values.remove(RunRequest.CONTROL));
    Object device = values.remove(RunRequest.DEVICE);
    Settings settings = settings(run, claim, mode, values);
    return new RunRequest(
        claim,
        new ClaimSetup(mode, settings, control, run.metadata().seed()),
        device instanceof String id ? id : "");
  }

  private static Settings settings(
      RunDirectory run, ClaimProvider claim, Mode mode, Map<String, @Nullable Object> values) {
    try {
      return Settings.of(claim.keys(mode)).withAll(values);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(
          run.id() + ": another version of the claim made this run: " + e.getMessage(), e);
    }
  }

  private static Map<String, @Nullable Object> values(RunDirectory run) {
    try {
      return MAPPER.readValue(
          run.metadata().settings(), new TypeReference<TreeMap<String, @Nullable Object>>() {});
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          run.path().resolve("run.json") + ": field 'settings' is not a JSON object", e);
    }
  }
}
