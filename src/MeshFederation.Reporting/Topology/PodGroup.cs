using MeshFederation.Model.Collections;

namespace MeshFederation.Reporting.Topology;

/// <summary>A version of a service in a cluster.</summary>
/// <param name="Label">The labels of its pods; none means all pods.</param>
/// <param name="Text">What is written on it.</param>
internal sealed record PodGroup(LabelSet Label, string Text);
