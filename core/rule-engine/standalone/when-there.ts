/** Goes on with an answer: at once where it is there, later where it is a promise. */
export function whenThere<T, U>(answer: T | Promise<T>, next: (answer: T) => U): U | Promise<U> {
  return answer instanceof Promise ? answer.then(next) : next(answer)
}
