namespace MeshFederation.Model.Errors;

/// <content>The ids of what clusters answer, and of what keeps them from answering.</content>
public static partial class MeshErrorId
{
    /// <summary>No connection to the cluster comes about, or it breaks.</summary>
    public const string ClusterUnreachable = "MeshClusterUnreachable";

    /// <summary>The cluster does not answer in time.</summary>
    public const string ClusterTimeout = "MeshClusterTimeout";

    /// <summary>The cluster's certificate, or ours, is not accepted.</summary>
    public const string TlsFailed = "MeshTlsFailed";

    /// <summary>The cluster does not accept the credentials (401).</summary>
    public const string Unauthorized = "MeshUnauthorized";

    /// <summary>The credentials do not allow this; the message names the RBAC rule that is missing (403).</summary>
    public const string Forbidden = "MeshForbidden";

    /// <summary>An admission webhook, policy or quota refuses the object (400, 403).</summary>
    public const string AdmissionDenied = "MeshAdmissionDenied";

    /// <summary>An admission webhook that must be asked does not answer, as istiod's validation (500).</summary>
    public const string WebhookFailed = "MeshWebhookFailed";

    /// <summary>The cluster does not serve the kind: its CRD is not installed (404).</summary>
    public const string KindMissing = "MeshKindMissing";

    /// <summary>The namespace is not there, or is being deleted (404, 403).</summary>
    public const string NamespaceMissing = "MeshNamespaceMissing";

    /// <summary>The object is not there (404).</summary>
    public const string ObjectMissing = "MeshObjectMissing";

    /// <summary>Another field manager owns a field that is to be changed (409).</summary>
    public const string FieldConflict = "MeshFieldConflict";

    /// <summary>The object was changed, deleted or made anew since it was read (409).</summary>
    public const string ObjectChanged = "MeshObjectChanged";

    /// <summary>An object of that name is there already (409).</summary>
    public const string ObjectExists = "MeshObjectExists";

    /// <summary>The server does not accept the object; the message names the field (422, 400).</summary>
    public const string ObjectInvalid = "MeshObjectInvalid";

    /// <summary>The server does not take the request for another reason (other 4xx).</summary>
    public const string RequestRefused = "MeshRequestRefused";

    /// <summary>The server has too much to do, and still had after several tries (429).</summary>
    public const string ServerBusy = "MeshServerBusy";

    /// <summary>The server failed, and still did after several tries (5xx).</summary>
    public const string ServerFailed = "MeshServerFailed";

    /// <summary>The server no longer knows the state that a watch or list was to go on from (410).</summary>
    public const string StateExpired = "MeshStateExpired";

    /// <summary>What answered is no Kubernetes API server.</summary>
    public const string AnswerInvalid = "MeshAnswerInvalid";

    /// <summary>The kind is not one that this module works with.</summary>
    public const string KindUnknown = "MeshKindUnknown";

    /// <summary>The kubeconfig has no such context.</summary>
    public const string ContextNotFound = "MeshContextNotFound";

    /// <summary>The kubeconfig has no context at all, or there is none.</summary>
    public const string ContextMissing = "MeshContextMissing";

    /// <summary>What a context of the kubeconfig says cannot be used.</summary>
    public const string KubeconfigInvalid = "MeshKubeconfigInvalid";

    /// <summary>The credentials that the kubeconfig names cannot be read or renewed: a token file, an OIDC token.</summary>
    public const string CredentialInvalid = "MeshCredentialInvalid";

    /// <summary>The credential plugin of the kubeconfig cannot be run, fails, or answers what it should not.</summary>
    public const string CredentialPluginFailed = "MeshCredentialPluginFailed";

    /// <summary>The credential plugin of the kubeconfig does not end in time.</summary>
    public const string CredentialPluginTimeout = "MeshCredentialPluginTimeout";
}
