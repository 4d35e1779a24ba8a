namespace MeshFederation.Reporting.Topology;

/// <summary>A share of a flow.</summary>
/// <param name="House">The place of the house that it goes to.</param>
/// <param name="Pods">The place of the version in the room there.</param>
/// <param name="Weight">The share in percent; null where there is no split.</param>
/// <param name="Port">The port that is called instead of the one that the caller named, or null.</param>
internal sealed record FlowBranch(int House, int Pods, int? Weight, int? Port)
{
    /// <summary>What stands on the arrow; empty where there is no share.</summary>
    public string Text => (Weight, Port) switch
    {
        (null, _) => "",
        (_, null) => FormattableString.Invariant($"{Weight} %"),
        _ => FormattableString.Invariant($"{Weight} % :{Port}"),
    };
}
