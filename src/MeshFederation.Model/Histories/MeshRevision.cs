using MeshFederation.Model.Collections;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Histories;

/// <summary>What one publish left of itself in one cluster. A revision has the same number in all clusters of its federation.</summary>
public sealed record MeshRevision
{
    internal MeshRevision(string name, string cluster, int revision) =>
        (Name, Cluster, Revision) = (name, cluster, revision);

    /// <summary>The name of the federation.</summary>
    public string Name { get; internal init; }

    /// <summary>The name that the cluster has in the federation.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The number, from 1.</summary>
    public int Revision { get; internal init; }

    /// <summary>What has become of it.</summary>
    public RevisionState State { get; internal init; }

    /// <summary>Whether it is the newest that was published as a whole.</summary>
    public bool IsCurrent { get; internal init; }

    /// <summary>When it was published, in UTC.</summary>
    public DateTimeOffset Published { get; internal init; }

    /// <summary>Who published it, as <c>alice@build-7/4711</c>.</summary>
    public string PublishedBy { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The version of this module that published it.</summary>
    public string ModuleVersion { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>All clusters of the federation at that time.</summary>
    public ValueList<string> FederationCluster { get; internal init; } = [];

    /// <summary>How many objects the cluster had.</summary>
    public int ObjectCount { get; internal init; }

    /// <summary>What else is known, as <c>Undo of revision 4: revision 3 again</c>; else empty.</summary>
    public string Note { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>What became of the declaration of the whole federation: <c>true</c> when it is kept, empty when there was none.</summary>
    internal string DeclarationNote { get; init; } = "";

    /// <summary>Whether the record holds the declaration of the whole federation.</summary>
    internal bool HasDeclaration => DeclarationNote == "true";

    /// <summary>The revision in few words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} revision {Revision} in {Cluster}");
}
