package io.fanin.circuits.learning;

/** What a network knows of the program that it learns. */
public enum Teaching {
  /** Pairs alone, one linear map: what every other must beat. */
  LINEAR("linear"),
  /** Pairs alone, fully connected layers with as many parameters as the matched network. */
  DENSE("dense"),
  /** Pairs and the wiring. */
  MATCHED("matched"),
  /** Pairs, the wiring, and the value of every node. */
  SUPERVISED("matched, node labels");

  private final String label;

  Teaching(String label) {
    this.label = label;
  }

  /** For tables. */
  public String label() {
    return label;
  }
}
