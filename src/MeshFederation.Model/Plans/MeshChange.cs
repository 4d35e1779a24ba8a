using System.Diagnostics.CodeAnalysis;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Objects;
using MeshFederation.Model.Text;

namespace MeshFederation.Model.Plans;

/// <summary>
/// What a plan would do to one object of one cluster; after publishing, what was done. Equal to another one that says the same; what the
/// cluster
/// had is compared by its <see cref="Fingerprint"/>, which is all that a plan in a file keeps of it.
/// </summary>
public sealed record MeshChange
{
    /// <summary>Makes a change.</summary>
    /// <param name="cluster">The name of the cluster.</param>
    /// <param name="apiVersion">The group and version.</param>
    /// <param name="kind">The kind.</param>
    /// <param name="ns">The namespace.</param>
    /// <param name="name">The name.</param>
    /// <param name="action">What happens to it.</param>
    /// <param name="step">When it happens, relative to the others.</param>
    /// <param name="difference">The fields that differ; null for none.</param>
    public MeshChange(
        string cluster,
        string apiVersion,
        string kind,
        string ns,
        string name,
        ChangeAction action,
        PublishingStep step = default,
        ValueList<FieldDifference>? difference = null)
    {
        (Cluster, ApiVersion, Kind, Namespace, Name, Action) = (cluster, apiVersion, kind, ns, name, action);
        (Step, Difference) = (step, difference ?? []);
    }

    /// <summary>The name of the cluster.</summary>
    public string Cluster { get; internal init; }

    /// <summary>The group and version, as <c>networking.istio.io/v1</c>.</summary>
    public string ApiVersion { get; internal init; }

    /// <summary>The kind, as <c>VirtualService</c>.</summary>
    public string Kind { get; internal init; }

    /// <summary>The type of the object, as in <see cref="ObjectType.Key"/>: two kinds are called Gateway.</summary>
    internal string TypeKey => ObjectType.KeyOf(ApiVersion, Kind);

    /// <summary>The namespace.</summary>
    public string Namespace { get; internal init; }

    /// <summary>The name.</summary>
    public string Name { get; internal init; }

    /// <summary>What happens to it.</summary>
    public ChangeAction Action { get; internal init; }

    /// <summary>When it happens, relative to the others.</summary>
    public PublishingStep Step { get; internal init; }

    /// <summary>The stages of publishing in which it is written, the first one first; empty when it is not.</summary>
    public ValueList<PublishingStage> Stage { get; internal init; } = [];

    /// <summary>The fields that differ; empty unless it is updated.</summary>
    public ValueList<FieldDifference> Difference { get; internal init; }

    /// <summary>Why, and the ways out, where there is something to say; else empty.</summary>
    public string Message { get; internal init => field = ShownText.Of(value); } = "";

    /// <summary>
    /// The fields that other managers own and the federation sets too, where they are in the way or are taken over; of an object that goes,
    /// all that others own of it.
    /// </summary>
    public ValueList<FieldOwner> OtherOwners { get; internal init; } = [];

    /// <summary>Whether publishing takes the object, or fields of it, over from another manager.</summary>
    public bool Adopts { get; internal init; }

    /// <summary>
    /// Whether only fields of somebody's object are set, or taken back: the object itself is not the federation's, and stays.
    /// </summary>
    public bool OnlyFields { get; internal init; }

    /// <summary>How long it took; zero before it is done.</summary>
    public TimeSpan Duration { get; internal init; }

    /// <summary>The object that is wanted; null when it is to go.</summary>
    public UnstructuredMap? Wanted { get; internal init; }

    /// <summary>
    /// The object as the cluster had it when the plan was made; null when it was not there, and in a plan that was read from a file.
    /// </summary>
    public UnstructuredMap? Live { get; internal init; }

    /// <summary>
    /// What tells the object that the plan was made for from a later one: a digest of its identity and of all that people declare of it,
    /// not of what servers note beside it. Null when it was not there.
    /// </summary>
    public string? Fingerprint
    {
        get => field ?? (Live is null ? null : ObjectFingerprint.Of(Live));
        internal init;
    }

    private (string Cluster, string Kind, string Namespace, string Name) Key => (Cluster, Kind, Namespace, Name);

    /// <summary>The change in one line, as <c>Update VirtualService/default/reviews in cluster1</c>.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => $"{Action} {(OnlyFields ? "fields of " : "")}{Kind}/{Namespace}/{Name} in {Cluster}";

    /// <summary>The object as <c>Kind/namespace/name</c>.</summary>
    [SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "Object is Kubernetes' word.")]
    public string Object => $"{Kind}/{Namespace}/{Name}";

    /// <inheritdoc />
    public bool Equals(MeshChange? other) => ReferenceEquals(this, other) || (other is not null && Key == other.Key
        && (ApiVersion, Action, Step, Message, Adopts, OnlyFields, Duration) == (other.ApiVersion, other.Action, other.Step, other.Message,
            other.Adopts, other.OnlyFields, other.Duration)
        && Stage.Equals(other.Stage) && Difference.Equals(other.Difference) && OtherOwners.Equals(other.OtherOwners)
        && Wanted == other.Wanted && Fingerprint == other.Fingerprint);

    /// <summary>A hash of which object it is alone: a plan has one change of each.</summary>
    /// <returns>The hash.</returns>
    public override int GetHashCode() => Key.GetHashCode();
}
