using MeshFederation.Model.Collections;

namespace MeshFederation.Model.Histories;

/// <summary>What one publish left of itself in one cluster. A revision has the same number in all clusters of its federation.</summary>
public sealed record MeshRevision
{
    /// <summary>The name of the federation.</summary>
    public required string Name { get; init; }

    /// <summary>The name that the cluster has in the federation.</summary>
    public required string Cluster { get; init; }

    /// <summary>The number, from 1.</summary>
    public required int Revision { get; init; }

    /// <summary>What has become of it.</summary>
    public RevisionState State { get; init; }

    /// <summary>Whether it is the newest that was published as a whole.</summary>
    public bool IsCurrent { get; init; }

    /// <summary>When it was published, in UTC.</summary>
    public DateTimeOffset Published { get; init; }

    /// <summary>Who published it, as <c>alice@build-7/4711</c>.</summary>
    public string PublishedBy { get; init; } = "";

    /// <summary>The version of this module that published it.</summary>
    public string ModuleVersion { get; init; } = "";

    /// <summary>All clusters of the federation at that time.</summary>
    public ValueList<string> FederationCluster { get; init; } = [];

    /// <summary>How many objects the cluster had.</summary>
    public int ObjectCount { get; init; }

    /// <summary>What else is known, as <c>Undo of revision 4: revision 3 again</c>; else empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>The revision in few words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} revision {Revision} in {Cluster}");
}
