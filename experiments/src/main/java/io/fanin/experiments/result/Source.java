package io.fanin.experiments.result;

/**
 * Where a claim was published.
 *
 * @param citation one line for people
 * @param bibtex for papers; may be empty
 */
public record Source(String citation, String bibtex) {
  public Source {
    Require.text(citation, "source citation");
    Require.present(bibtex, "source bibtex");
  }
}
