package io.fanin.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.fanin.kernels.cpu.ChoiceTable;
import org.junit.jupiter.api.Test;

final class TableProposalTest {
  private static final ChoiceTable NOW = new ChoiceTable(2, 64, 8);

  private static ChoiceTable proposed(double... ratios) {
    TableProposal proposal = new TableProposal();
    int width = 16;
    for (double ratio : ratios) {
      proposal.besideVectors(width, ratio);
      width *= 2;
    }
    return proposal.table(NOW);
  }

  @Test
  void one_dnn_begins_where_all_wider_classes_are_faster() {
    assertThat(proposed(2, 0.5, 2, 2)).isEqualTo(NOW);
    assertThat(proposed(0.5, 1.2, 2, 2)).isEqualTo(new ChoiceTable(3, 32, 8));
    assertThat(proposed(0.5, 1.2, 0.9, 2)).isEqualTo(new ChoiceTable(3, 128, 8));
    assertThat(proposed(2, 2, 2, 0.5)).isEqualTo(new ChoiceTable(3, ChoiceTable.NEVER, 8));
  }

  @Test
  void what_is_within_five_percent_of_even_stays() {
    assertThat(proposed(0.5, 1.04, 0.96, 2)).isEqualTo(NOW);
    assertThat(proposed(0.5, 1.06, 0.96, 2)).isEqualTo(new ChoiceTable(3, 32, 8));
  }

  @Test
  void between_two_classes_the_table_in_use_stays() {
    TableProposal proposal = new TableProposal();
    proposal.besideVectors(48, 0.5);
    proposal.besideVectors(80, 2);
    assertThat(proposal.table(NOW)).isEqualTo(NOW);
  }

  @Test
  void the_geometric_mean_of_a_class_counts_and_nothing_measured_changes_nothing() {
    TableProposal proposal = new TableProposal();
    assertThat(proposal.table(NOW)).isEqualTo(NOW);
    proposal.besidePlain(8, 4);
    proposal.besidePlain(8, 0.3);
    proposal.besidePlain(4, 0.5);
    assertThat(proposal.table(NOW)).isEqualTo(NOW);
    proposal.besidePlain(4, 8);
    assertThat(proposal.table(NOW)).isEqualTo(new ChoiceTable(3, 64, 4));
  }

  @Test
  void a_wider_class_that_no_longer_wins_moves_the_beginning_up() {
    TableProposal proposal = new TableProposal();
    proposal.besideVectors(64, 0.7);
    proposal.besideVectors(128, 1.5);
    assertThat(proposal.table(NOW)).isEqualTo(new ChoiceTable(3, 128, 8));
  }
}
