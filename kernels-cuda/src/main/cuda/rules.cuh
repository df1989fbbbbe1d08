// Update rules, for a launch of their own and for the end of a backward pass. The operations and their
// order are those of io.fanin.optim, so that the bits are too.

enum Rule { SGD, MOMENTUM, NESTEROV, ADAM, RMSPROP, RMSPROP_MOMENTUM };
enum Decay { NO_DECAY, COUPLED, DECOUPLED };

/// Places of the coefficients of one group: a replica, a rate scale, and weights or biases.
enum Coefficient { ACTIVE, DECAY, DECAY_FACTOR, RATE, C1, C2, C3, C4, C5, C6, COEFFICIENTS = 12 };

/// Parameters of one spec, share after share.
struct Tensor {
  int64 first;
  int64 size;
  int perShare;
  int weights;    // of those per share, how many are no biases
  int firstGroup; // group of replica 0's weights; a replica has two
  int firstShare; // into replicas
};

template <class T>
struct Update {
  T* parameters;
  const T* gradients;
  T* first;                   // the rule's arrays, laid out as the parameters; null where it has none
  T* second;
  const Tensor* tensors;
  const int* chunkTensor;     // [chunks]
  const int* chunkIndex;      // [chunks]: which chunk of its tensor
  const int* replicas;        // replica of each share
  const double* coefficients; // [groups, COEFFICIENTS]
  int rule;
};

template <class T>
DEVICE T average(T keep, T old, T take, T fresh) {
  return plus(times(keep, old), times(take, fresh));
}

/// One parameter of gradient g; c holds its group's coefficients.
template <class T>
DEVICE void updateOne(const Update<T>& a, int64 i, T g, const double* c) {
  T w = a.parameters[i];
  if (c[DECAY] == DECOUPLED) w = times(w, T(c[DECAY_FACTOR]));
  if (c[DECAY] == COUPLED) g = plus(g, times(T(c[DECAY_FACTOR]), w));
  const T rate = T(c[RATE]);
  switch (a.rule) {
    case SGD:
      w = minus(w, times(rate, g));
      break;
    case MOMENTUM:
    case NESTEROV: {
      const T mu = T(c[C1]);
      const T velocity = plus(times(mu, a.first[i]), g);
      a.first[i] = velocity;
      w = minus(w, times(rate, a.rule == MOMENTUM ? velocity : plus(g, times(mu, velocity))));
      break;
    }
    case ADAM: { // rate: of the step, over the mean's correction
      const T mean = average(T(c[C1]), a.first[i], T(c[C2]), g);
      const T square = average(T(c[C3]), a.second[i], T(c[C4]), times(g, g));
      a.first[i] = mean;
      a.second[i] = square;
      w = minus(w, ratio(times(rate, mean), plus(times(root(square), T(c[C5])), T(c[C6]))));
      break;
    }
    default: { // RMSprop
      const T square = average(T(c[C1]), a.first[i], T(c[C2]), times(g, g));
      const T step = ratio(g, plus(root(square), T(c[C3])));
      a.first[i] = square;
      if (a.rule == RMSPROP) {
        w = minus(w, times(rate, step));
      } else {
        const T velocity = plus(times(T(c[C4]), a.second[i]), step);
        a.second[i] = velocity;
        w = minus(w, times(rate, velocity));
      }
    }
  }
  a.parameters[i] = w;
}
