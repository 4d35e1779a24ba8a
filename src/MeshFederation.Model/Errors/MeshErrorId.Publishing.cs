namespace MeshFederation.Model.Errors;

/// <content>The ids of publishing, taking back and history.</content>
public static partial class MeshErrorId
{
    /// <summary>
    /// A federation could not be published as a whole; what was changed was put back, or stays where the message says so.
    /// </summary>
    public const string PublishFailed = "MeshPublishFailed";

    /// <summary>The user stopped publishing.</summary>
    public const string PublishStopped = "MeshPublishStopped";

    /// <summary>Something is to be confirmed where nobody can be asked.</summary>
    public const string ConfirmationImpossible = "MeshConfirmationImpossible";

    /// <summary>Somebody else is publishing the same federation, or giving out addresses in the same cluster.</summary>
    public const string FederationBusy = "MeshFederationBusy";

    /// <summary>The lease of a publish that is under way was taken over, deleted, or could not be renewed.</summary>
    public const string LeaseLost = "MeshLeaseLost";

    /// <summary>A cluster takes nothing new any more, since its etcd is out of space.</summary>
    public const string StorageFull = "MeshStorageFull";

    /// <summary>What a plan shows is not what publishing it would do.</summary>
    public const string PlanMisleading = "MeshPlanMisleading";

    /// <summary>A plan leads to its clusters by a kubeconfig that nobody named in this session.</summary>
    public const string PlanKubeconfigUnnamed = "MeshPlanKubeconfigUnnamed";

    /// <summary>A plan is not signed, or its signature does not fit.</summary>
    public const string PlanSignatureInvalid = "MeshPlanSignatureInvalid";

    /// <summary>A file holds no key that a plan can be signed with, or a signature be checked with.</summary>
    public const string SigningKeyInvalid = "MeshSigningKeyInvalid";

    /// <summary>Analysis found an error, so nothing is published.</summary>
    public const string FederationUnsound = "MeshFederationUnsound";

    /// <summary>Objects would make the istiod of a cluster crash again and again.</summary>
    public const string ControlPlaneEndangered = "MeshControlPlaneEndangered";

    /// <summary>Two clusters of a federation lead to the same context.</summary>
    public const string ContextDuplicate = "MeshContextDuplicate";

    /// <summary>The clusters have no federation of that name.</summary>
    public const string FederationNotFound = "MeshFederationNotFound";

    /// <summary>The history of a federation has no such revision, or none before the current one.</summary>
    public const string FederationRevisionNotFound = "MeshFederationRevisionNotFound";

    /// <summary>What a revision holds cannot be read.</summary>
    public const string RevisionInvalid = "MeshRevisionInvalid";

    /// <summary>A revision is too large for the history.</summary>
    public const string RevisionTooLarge = "MeshRevisionTooLarge";

    /// <summary>A cluster has no record of a revision that, by what others say, was published to it.</summary>
    public const string HistoryMissing = "MeshHistoryMissing";

    /// <summary>An object carries the labels of a federation, or the name of a part of its history, and is not its own.</summary>
    public const string ObjectForeign = "MeshObjectForeign";

    /// <summary>A federation has more clusters than were named.</summary>
    public const string ClusterNotNamed = "MeshClusterNotNamed";

    /// <summary>Istio did not take everything within the time given.</summary>
    public const string WaitTimeout = "MeshWaitTimeout";

    /// <summary>What was published is not there any more while Istio is waited for.</summary>
    public const string WaitObjectGone = "MeshWaitObjectGone";

    /// <summary>Between two stages of publishing, not every proxy was seen to have what was written within the time given.</summary>
    public const string SettleTimeout = "MeshSettleTimeout";
}
