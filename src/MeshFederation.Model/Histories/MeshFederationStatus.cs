using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Plans;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Histories;

/// <summary>A federation as one cluster has it.</summary>
public sealed record MeshFederationStatus
{
    internal MeshFederationStatus(string name, string cluster, string context) =>
        (Name, Cluster, Context) = (name, cluster, context);

    /// <summary>The name of the federation.</summary>
    public string Name { get; internal init; }

    /// <summary>The name of the cluster: that which it has in the federation, where the history says it.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The context that led to the cluster.</summary>
    public string Context { get; internal init; }

    /// <summary>The number of the newest revision that was published as a whole; 0 when there is no history.</summary>
    public int Revision { get; internal init; }

    /// <summary>When that was, in UTC; null when there is no history.</summary>
    public DateTimeOffset? Published { get; internal init; }

    /// <summary>Who published it.</summary>
    public string PublishedBy { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>The version of this module that published it.</summary>
    public string ModuleVersion { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>All clusters of the federation, where the history says them.</summary>
    public ValueList<string> FederationCluster { get; internal init; } = [];

    /// <summary>The objects of the federation in the cluster, in the order of publishing.</summary>
    public ValueList<MeshManifest> Manifest { get; internal init; } = [];

    /// <summary>How many these are.</summary>
    public int ObjectCount => Manifest.Count;

    /// <summary>
    /// In what the cluster differs from the revision: Create for an object that is gone, Update for one whose fields somebody else has
    /// changed, Delete for one that carries the federation's labels and is not of the revision.
    /// </summary>
    public ValueList<MeshChange> Drift { get; internal init; } = [];

    /// <summary>Whether it differs.</summary>
    public bool IsDrifted => Drift.Count > 0;

    /// <summary>Whether the newest revision was not published to its end, or what it held cannot be read any more.</summary>
    public bool IsIncomplete { get; internal init; }

    /// <summary>Who holds its lease, to publish it, and since when by the clock of whoever that is; empty when nobody does.</summary>
    public string PublishingBy { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>
    /// The state in one word: <c>Publishing</c>, <c>Incomplete</c>, <c>Drifted</c>, <c>NoHistory</c> or <c>Published</c>.
    /// </summary>
    public string State => this switch
    {
        { PublishingBy.Length: > 0 } => "Publishing",
        { IsIncomplete: true } => "Incomplete",
        { IsDrifted: true } => "Drifted",
        { Revision: 0 } => "NoHistory",
        _ => "Published",
    };

    /// <summary>The federation in few words.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name} in {Cluster}: revision {Revision}, {Manifest.Count} objects");
}
