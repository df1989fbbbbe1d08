package io.fanin.experiments.oracle.learnability;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.experiments.oracle.staircase.Leap;
import io.fanin.experiments.oracle.staircase.SparsePolynomial;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Basis;
import io.fanin.experiments.oracle.staircase.SparsePolynomial.Term;
import io.fanin.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SpectrumTest {
  @Test
  void the_climb_is_that_of_the_other_oracle() {
    RandomStream random = RandomStream.of(3, "climb");
    for (int round = 0; round < 300; round++) {
      Basis basis = round % 2 == 0 ? Basis.SIGNS : Basis.HERMITE;
      SparsePolynomial polynomial = random(random, basis);
      Leap leap = Leap.of(polynomial);
      List<Integer> steps = Spectrum.of(polynomial).climb();
      assertThat(steps.stream().mapToInt(s -> s).max().orElse(0))
          .as(polynomial.toString())
          .isEqualTo(leap.value());
    }
  }

  private static SparsePolynomial random(RandomStream random, Basis basis) {
    List<Term> terms = new ArrayList<>();
    int count = 1 + random.nextInt(6);
    for (int t = 0; t < count; t++) {
      List<Integer> exponents = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        exponents.add(random.nextInt(basis == Basis.SIGNS ? 2 : 4));
      }
      terms.add(new Term(exponents, 1 + random.nextDouble()));
    }
    return SparsePolynomial.of(7, basis, terms);
  }

  @Test
  void hermite_terms_weigh_their_factorials() {
    // He_3(z1) has the squared norm 6, He_1(z1) He_2(z2) 2
    Spectrum spectrum =
        Spectrum.of(
            SparsePolynomial.of(
                2, Basis.HERMITE, List.of(new Term(List.of(3, 0), 1), new Term(List.of(1, 2), 2))));
    assertThat(spectrum.variance()).isEqualTo(6 + 4 * 2);
    assertThat(spectrum.informationExponent()).isEqualTo(3);
    assertThat(spectrum.degree()).isEqualTo(3);
  }
}
