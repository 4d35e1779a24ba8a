using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Services;

/// <summary>A version of a service that runs in a cluster: pods that differ from the others in their labels.</summary>
public sealed record MeshVersion(LabelSet Label)
{
    /// <summary>The label that is meant where a value stands alone.</summary>
    internal const string UsualLabel = "version";

    /// <summary>The labels that tell it apart, as <c>version=v3</c>.</summary>
    public LabelSet Label { get; internal init; } = Label;

    /// <summary>The version as it can be typed in a destination, as <c>v3</c>.</summary>
    public string Version => ToString();

    /// <summary>The value alone where the only label is <c>version</c>, else the labels.</summary>
    /// <returns>The text, as it can be typed in a destination.</returns>
    public override string ToString() => Label.Count == 1 && Label.ContainsKey(UsualLabel) ? Label[UsualLabel] : Label.ToString();
}
