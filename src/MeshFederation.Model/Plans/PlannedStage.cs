namespace MeshFederation.Model.Plans;

/// <summary>A stage of a plan.</summary>
public sealed record PlannedStage(PublishingStage Stage, int Writes, int Waits)
{
    /// <summary>The stage.</summary>
    public PublishingStage Stage { get; internal init; } = Stage;

    /// <summary>How many writes it has.</summary>
    public int Writes { get; internal init; } = Writes;

    /// <summary>How often the proxies are waited for, before it and in it.</summary>
    public int Waits { get; internal init; } = Waits;

    /// <summary>The stage and its writes, as <c>Routes 2</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Stage} {Writes}");
}
