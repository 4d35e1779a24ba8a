namespace MeshFederation.Model.Checks;

/// <summary>One thing that was checked in live clusters: what holds, or what to do.</summary>
public sealed record MeshCheck
{
    /// <summary>The place in the list, from 1: what rests on something else comes behind it.</summary>
    public int Number { get; init; }

    /// <summary>The stable id, as <c>gateway-pods</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What it belongs to, as <c>Gateway</c>.</summary>
    public required string Category { get; init; }

    /// <summary>What must hold, in a few words.</summary>
    public required string Name { get; init; }

    /// <summary>The cluster that was looked at; of a pair, the one that calls.</summary>
    public required string Cluster { get; init; }

    /// <summary>Of a pair of clusters the one that serves; else empty.</summary>
    public string Peer { get; init; } = "";

    /// <summary>What came of it.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What was seen.</summary>
    public required string Message { get; init; }

    /// <summary>What to do; empty when it holds.</summary>
    public string Hint { get; init; } = "";

    /// <summary>The cluster, or both with an arrow between.</summary>
    public string Where => Peer.Length == 0 ? Cluster : $"{Cluster} → {Peer}";

    /// <summary>The check in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Status} {Category}: {Name} ({Where}): {Message}";
}
