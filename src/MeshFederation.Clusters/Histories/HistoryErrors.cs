using System.Globalization;
using MeshFederation.Model.Clusters;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Histories;

namespace MeshFederation.Clusters.Histories;

/// <summary>The errors about histories.</summary>
internal static class HistoryErrors
{
    public static MeshException TooLarge(MeshRevision revision, MeshCluster cluster, long bytes, int most, string when) => new(
        MeshErrorId.RevisionTooLarge,
        MeshErrorKind.LimitsExceeded,
        string.Create(CultureInfo.InvariantCulture, $"The {revision.ObjectCount} objects of the federation '{revision.Name}' in the "
            + $"cluster '{cluster.Name}' are {bytes / 1024} KiB {when}; a history keeps at most {most / 1024} KiB a revision. "
            + $"Nothing was changed."),
        "Publish the services as several federations, each under a name of its own.",
        cluster);

    public static MeshException NameTaken(MeshRevision revision, MeshCluster cluster, string name) => new(
        MeshErrorId.ObjectForeign,
        MeshErrorKind.ResourceExists,
        $"The ConfigMap '{cluster.IstioNamespace}/{name}' of the cluster '{cluster.Name}' has the name of the next revision of the "
        + $"federation '{revision.Name}', and is not of its history. Nothing was changed.",
        $"Give it another name, or remove it: kubectl --context {ShellWord.Of(cluster.Context)} delete configmap {name} --namespace "
        + $"{cluster.IstioNamespace}.",
        cluster);

    public static MeshException NoDeclaration(string federation, int revision) => new(
        MeshErrorId.DeclarationNotRecorded,
        MeshErrorKind.ObjectNotFound,
        revision == 0
            ? $"The federation '{federation}' has objects and no history, so it is not known what was declared."
            : FormattableString.Invariant($"Revision {revision} of the federation '{federation}' does not keep what was declared: it was ")
                + "published of a plan or by a version that kept none, or is too large.",
        "Publish the services again, which keeps their declaration: … | Publish-MeshFederation.",
        federation);

    public static MeshException DeclarationsDiffer(string federation, int revision, MeshCluster one, MeshCluster other) => new(
        MeshErrorId.RevisionInvalid,
        MeshErrorKind.InvalidData,
        FormattableString.Invariant($"Revision {revision} of the federation '{federation}' keeps one declaration in the cluster ")
            + $"'{one.Name}' and another one in '{other.Name}', so one of them was changed by somebody else.",
        "See who wrote the ConfigMaps of its history there, and publish the services again.",
        other);

    public static MeshException DeclarationUnreadable(string federation, int revision, MeshException cause) => new(
        cause.ErrorId,
        cause.Kind,
        FormattableString.Invariant($"What revision {revision} of the federation '{federation}' keeps of its declaration cannot be read: ")
            + cause.Message,
        "Read it with the version of the module that published it, or publish the services again.",
        federation,
        cause);

    public static MeshException NoNumber(string federation) => new(
        MeshErrorId.RevisionInvalid,
        MeshErrorKind.LimitsExceeded,
        FormattableString.Invariant(
            $"The history of the federation '{federation}' has the revision {RevisionDocument.MostRevisions}, which no publish came to, ")
        + "and after which none can come. Nothing was changed.",
        $"Remove its ConfigMaps meshfederation.{federation}.v{RevisionDocument.MostRevisions} from the namespaces of Istio.",
        federation);

    public static MeshException Missing(MissingRecord record) => new(
        MeshErrorId.HistoryMissing,
        MeshErrorKind.InvalidData,
        record.ToString(),
        record.Ways,
        record.Cluster);

    public static MeshException Invalid(MeshRevision revision, MeshCluster cluster, string why) => new(
        MeshErrorId.RevisionInvalid,
        MeshErrorKind.InvalidData,
        FormattableString.Invariant(
            $"The revision {revision.Revision} of the federation '{revision.Name}' in the cluster '{cluster.Name}' cannot be read: {why}."),
        FormattableString.Invariant($"Go back to another one: Get-MeshFederation {revision.Name} -History lists them."),
        revision);

    public static MeshException NotFound(string federation, int revision, IReadOnlyCollection<int> known) => new(
        MeshErrorId.FederationRevisionNotFound,
        MeshErrorKind.ObjectNotFound,
        FormattableString.Invariant($"The federation '{federation}' has no revision {revision} in its history."),
        $"There are the revisions {string.Join(", ", known.Order())}.",
        revision);

    public static MeshException FederationUnknown(string federation, IReadOnlyList<MeshCluster> clusters) => new(
        MeshErrorId.FederationNotFound,
        MeshErrorKind.ObjectNotFound,
        $"There is no federation '{federation}' in {string.Join(", ", clusters)}.",
        "Get-MeshFederation lists the federations of clusters; its name counts as it was published, and so does -IstioNamespace.",
        federation);

    public static MeshException NoEarlier(string federation, int current) => new(
        MeshErrorId.FederationRevisionNotFound,
        MeshErrorKind.ObjectNotFound,
        FormattableString.Invariant(
            $"The federation '{federation}' has no revision before {current} in its history, so there is nothing to go back to."),
        $"To remove it whole: Unpublish-MeshFederation {federation}.",
        federation);
}
