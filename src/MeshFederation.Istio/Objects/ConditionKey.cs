namespace MeshFederation.Istio.Objects;

/// <summary>
/// The keys of the conditions of an AuthorizationPolicy (istio pkg/config/security/security.go ValidateAttribute;
/// pilot/pkg/security/authz/model/model.go).
/// </summary>
internal static class ConditionKey
{
    /// <summary>The identity of the caller.</summary>
    public const string Principal = "source.principal";

    /// <summary>The namespace of the caller.</summary>
    public const string Namespace = "source.namespace";

    /// <summary>The service account of the caller.</summary>
    public const string ServiceAccount = "source.serviceAccount";

    /// <summary>The trust domain of the caller.</summary>
    public const string TrustDomain = "source.trustDomain";

    /// <summary>The port that is called.</summary>
    public const string Port = "destination.port";

    /// <summary>How the keys begin of what requests alone have.</summary>
    public const string OfRequests = "request.";

    /// <summary>How the keys begin of what tokens say.</summary>
    public const string OfTokens = "request.auth.";

    /// <summary>How the key of a header begins, which stands behind it in brackets.</summary>
    public const string Headers = "request.headers";

    /// <summary>What the certificate of the caller says.</summary>
    public static IReadOnlyList<string> OfIdentity { get; } = [Namespace, ServiceAccount, Principal, TrustDomain];

    /// <summary>Those whose values are IP addresses.</summary>
    public static IReadOnlyList<string> OfAddresses { get; } = ["source.ip", "remote.ip", "destination.ip"];

    /// <summary>All that stand for themselves.</summary>
    public static IReadOnlyList<string> Plain { get; } =
    [
        .. OfAddresses, .. OfIdentity, OfTokens + "principal", OfTokens + "audiences", OfTokens + "presenter", Port, "connection.sni",
    ];

    /// <summary>How the others begin, which say in brackets what they ask for.</summary>
    public static IReadOnlyList<string> Keyed { get; } = [Headers, OfTokens + "claims", "experimental.envoy.filters."];
}
