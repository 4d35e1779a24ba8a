using MeshFederation.Model.Text;

namespace MeshFederation.Model.Checks;

/// <summary>One thing that was checked in live clusters: what holds, or what to do.</summary>
public sealed record MeshCheck
{
    internal MeshCheck(string id, string category, string name, string cluster, CheckStatus status, string message) =>
        (Id, Category, Name, Cluster, Status, Message) = (id, category, name, cluster, status, message);

    /// <summary>The place in the list, from 1: what rests on something else comes behind it.</summary>
    public int Number { get; internal init; }

    /// <summary>The stable id, as <c>gateway-pods</c>.</summary>
    public string Id { get; internal init; }

    /// <summary>What it belongs to, as <c>Gateway</c>.</summary>
    public string Category { get; internal init; }

    /// <summary>What must hold, in a few words.</summary>
    public string Name { get; internal init; }

    /// <summary>The cluster that was looked at; of a pair, the one that calls.</summary>
    public string Cluster { get; internal init => field = ShownText.Of(value); }

    /// <summary>Of a pair of clusters the one that serves; else empty.</summary>
    public string Peer { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>What came of it.</summary>
    public CheckStatus Status { get; internal init; }

    /// <summary>What was seen.</summary>
    public string Message { get; internal init => field = ShownText.Of(value); }

    /// <summary>What to do; empty when it holds.</summary>
    public string Hint { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The fault that was found, by the id under which rules and traces find it, as <c>MF5005</c>; empty for what only a live
    /// cluster tells.</summary>
    public string Rule { get; internal init; } = "";

    /// <summary>The cluster, or both with an arrow between.</summary>
    public string Where => Peer.Length == 0 ? Cluster : $"{Cluster} → {Peer}";

    /// <summary>The check in one line.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Status} {Category}: {Name} ({Where}): {Message}";
}
