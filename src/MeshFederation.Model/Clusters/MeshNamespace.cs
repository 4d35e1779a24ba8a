using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Clusters;

/// <summary>A namespace of a cluster.</summary>
public sealed record MeshNamespace(string Name, LabelSet Label)
{
    /// <summary>The name.</summary>
    public string Name { get; internal init; } = Name;

    /// <summary>Its labels, by which <c>meshConfig.discoverySelectors</c> select it.</summary>
    public LabelSet Label { get; internal init; } = Label;

    /// <summary>The name.</summary>
    /// <returns>The name.</returns>
    public override string ToString() => Name;
}
