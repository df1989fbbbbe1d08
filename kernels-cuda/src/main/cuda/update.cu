// Update rules, as one launch over all parameters.

const int CHUNK = 1024; // parameters of a block of threads

/// Grid (chunks).
template <class T>
DEVICE void update(const Update<T>& a) {
  const Tensor tensor = a.tensors[a.chunkTensor[blockIdx.x]];
  const int64 begin = int64(a.chunkIndex[blockIdx.x]) * CHUNK;
  const int64 end = begin + CHUNK < tensor.size ? begin + CHUNK : tensor.size;
  for (int64 i = begin + threadIdx.x; i < end; i += blockDim.x) {
    const int share = int(i / tensor.perShare);
    const bool isBias = i - int64(share) * tensor.perShare >= tensor.weights;
    const int group = tensor.firstGroup + 2 * a.replicas[tensor.firstShare + share] + (isBias ? 1 : 0);
    const double* c = a.coefficients + int64(group) * COEFFICIENTS;
    if (c[ACTIVE] != 0) updateOne(a, tensor.first + i, a.gradients[tensor.first + i], c);
  }
}

KERNEL(fanin_update_float, Update<float>, 128) { update(a); }
KERNEL(fanin_update_double, Update<double>, 128) { update(a); }
