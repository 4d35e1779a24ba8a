using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Clusters;

/// <summary>What a Service says of its waypoint, by its own labels.</summary>
/// <param name="Namespace">The namespace of the Service.</param>
/// <param name="Name">The name of the Service.</param>
/// <param name="Label">Its labels <c>istio.io/use-waypoint</c> and <c>istio.io/use-waypoint-namespace</c>.</param>
public sealed record MeshServiceWaypoint(string Namespace, string Name, LabelSet Label)
{
    /// <summary>The namespace of the Service.</summary>
    public string Namespace { get; internal init; } = Namespace;

    /// <summary>The name of the Service.</summary>
    public string Name { get; internal init; } = Name;

    /// <summary>Its labels <c>istio.io/use-waypoint</c> and <c>istio.io/use-waypoint-namespace</c>.</summary>
    public LabelSet Label { get; internal init; } = Label;

    /// <summary>The Service and its labels: <c>default/reviews istio.io/use-waypoint=waypoint</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Namespace}/{Name} {Label}";
}
