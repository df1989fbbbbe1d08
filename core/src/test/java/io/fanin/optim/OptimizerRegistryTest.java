package io.fanin.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.fanin.input.InvalidInputException;
import io.fanin.random.RandomStream;
import io.fanin.settings.Key;
import io.fanin.settings.Settings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OptimizerRegistryTest {
  private static final OptimizerRegistry REGISTRY = OptimizerRegistry.builtIn();

  @Test
  void names_alone_give_the_usual_parameters() {
    assertThat(REGISTRY.parse("adam")).isEqualTo(Optimizers.adam());
    assertThat(REGISTRY.parse(" sgd ")).isEqualTo(Optimizers.sgd());
    assertThat(REGISTRY.parse("rmsprop()")).isEqualTo(Optimizers.rmsProp());
    assertThat(REGISTRY.parse("adamw")).isEqualTo(Optimizers.adamW(0.01));
    assertThat(REGISTRY.providers())
        .extracting(OptimizerProvider::id)
        .containsExactly("adam", "adamw", "rmsprop", "sgd");
  }

  @Test
  void settings_and_changes_are_read() {
    assertThat(REGISTRY.parse("sgd(momentum=0.9, nesterov=yes)"))
        .isEqualTo(Optimizers.nesterov(0.9));
    assertThat(REGISTRY.parse("sgd + decay(lambda=1e+0) + clip + project(norm=row, radius=2)"))
        .isEqualTo(
            Optimizers.sgd()
                .decayed(1)
                .clipped(1)
                .projected(new NormBall(NormBall.Kind.ROW_L2, 2)));
  }

  @Test
  void mistakes_are_named() {
    refused("adan", "optimizer 'adan': unknown optimizer 'adan'; did you mean 'adam'?");
    refused(
        "adam(beta=0.9)",
        "optimizer 'adam(beta=0.9)': unknown setting 'beta'; did you mean 'beta1'?");
    refused(
        "adam(beta1=2)",
        "optimizer 'adam(beta1=2)': setting 'beta1' cannot be '2': it takes a number in [0, 1)"
            + " (default 0.9)");
    refused("sgd+clop", "optimizer 'sgd+clop': unknown change 'clop'; did you mean 'clip'?");
    refused(
        "sgd(nesterov=true)",
        "optimizer 'sgd(nesterov=true)': nesterov needs momentum > 0, was 0.0");
    refused(
        "sgd+project+project",
        "optimizer 'sgd+project+project': rule projects already:"
            + " sgd(momentum=0,nesterov=false)+project(norm=frobenius,radius=1)");
    refused(
        "", "optimizer '': cannot read ''; write a name with settings, such as adam(beta1=0.9)");
    refused("sgd(0.9)", "optimizer 'sgd(0.9)': '0.9' is no setting; write name=value");
    refused(
        "sgd(momentum=0,momentum=0)",
        "optimizer 'sgd(momentum=0,momentum=0)': 'momentum' is set twice");
  }

  @Test
  void a_provider_of_someone_else_is_found_by_its_id() {
    OptimizerProvider mine =
        new OptimizerProvider() {
          private final Key<Double> strength = Key.real("strength", 0.5, "Momentum.");

          @Override
          public String id() {
            return "mine";
          }

          @Override
          public List<Key<?>> keys() {
            return List.of(strength);
          }

          @Override
          public Optimizer create(Settings settings) {
            return Optimizers.momentum(settings.get(strength));
          }
        };
    OptimizerRegistry more = REGISTRY.with(mine);
    assertThat(more.parse("mine(strength=0.25)")).isEqualTo(Optimizers.momentum(0.25));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> more.with(mine))
        .withMessage("two optimizers have the id 'mine'");
    refused("mine", "optimizer 'mine': unknown optimizer 'mine'; known: adam, adamw, rmsprop, sgd");
  }

  @Test
  void mutated_texts_are_read_or_refused_and_nothing_else_happens() {
    String text = "adam(beta1=0.9,epsilon=1E-8)+decay(lambda=0.01,decoupled=true)+clip(max=1)";
    String alphabet = "()+=,.aE19- ";
    RandomStream stream = RandomStream.of(4, "optimizer fuzz");
    int read = 0;
    for (int i = 0; i < 5000; i++) {
      StringBuilder mutated = new StringBuilder(text);
      for (int k = stream.nextInt(3); k >= 0; k--) {
        mutated.setCharAt(
            stream.nextInt(text.length()), alphabet.charAt(stream.nextInt(alphabet.length())));
      }
      try {
        Optimizer rule = REGISTRY.parse(mutated.toString());
        assertThat(REGISTRY.parse(rule.id())).isEqualTo(rule);
        read++;
      } catch (InvalidInputException e) {
        assertThat(e).hasMessageStartingWith("optimizer '" + mutated + "': ");
      }
    }
    assertThat(read).isPositive();
  }

  private static void refused(String text, String message) {
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> REGISTRY.parse(text))
        .withMessage(message);
  }
}
