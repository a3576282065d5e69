/** An absent selector selects nothing, an empty one everything: Kubernetes draws that line too. */
export function matches(selector, labels) {
  if (!selector) return false;
  const equal = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labels[key] === value);
  return equal && (selector.matchExpressions ?? []).every((expression) => holds(expression, labels));
}

function holds({ key, operator, values = [] }, labels) {
  switch (operator) {
    case "In":
      return values.includes(labels[key]);
    case "NotIn":
      return !values.includes(labels[key]);
    case "Exists":
      return key in labels;
    case "DoesNotExist":
      return !(key in labels);
    default:
      return false;
  }
}
