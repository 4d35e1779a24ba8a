using MeshFederation.Istio.Declarations.Access;
using MeshFederation.Model.Access;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Access.MeshAccessPolicy>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Who of other clusters may call a service: calls of New-MeshAccessPolicy.</summary>
internal static class AccessKeys
{
    private static readonly Section<MeshAccessPolicy> Item = new(
        "access",
        Filled(
            "fromCluster", "cluster1", "The clusters of the callers; all client clusters without it.",
            policy => policy.Cluster, (policy, names) => policy with { Cluster = names }),
        Filled(
            "fromNamespace", "shop", "The namespaces of the callers.",
            policy => policy.Namespace, (policy, names) => policy with { Namespace = names }),
        Filled(
            "fromServiceAccount", "shop/productpage", "The service accounts of the callers, with their namespace.",
            policy => policy.ServiceAccount, (policy, names) => policy with { ServiceAccount = names }),
        Filled(
            "port", "http", "The ports that they may call, by name or number; all without it.",
            policy => policy.Port, (policy, names) => policy with { Port = names }),
        Filled(
            "method", "GET", "The methods that they may use; every one without it.",
            policy => policy.Method, (policy, names) => policy with { Method = names }),
        Filled(
            "requestPath", "/reviews/*", "The paths that they may ask for, an asterisk at the end or the beginning; every one without it.",
            policy => policy.RequestPath, (policy, paths) => policy with { RequestPath = paths }));

    /// <summary>The key.</summary>
    public static readonly DeclarationKey<MeshService> All = CalledKeys.Of(
        "New-MeshAccessPolicy",
        "Who of other clusters may call it, and what of it; each item lets in what it says, and whom none lets in is kept out.",
        Item,
        new(),
        service => service.AccessPolicy,
        (service, policy, context) => context.Guard(() => service.WithAccess(policy)));

    /// <summary>An empty list would let in more than was meant, as a list of nobody everyone.</summary>
    private static DeclarationKey<MeshAccessPolicy> Filled(
        string name,
        string example,
        string summary,
        Func<MeshAccessPolicy, ValueList<string>> write,
        Func<MeshAccessPolicy, ValueList<string>, MeshAccessPolicy> read) => Texts(
            name,
            example,
            summary,
            policy => write(policy),
            (policy, texts) => texts.Count > 0 ? read(policy, texts) : throw AccessErrors.Invalid(
                name, "", "it is an empty list, and what it leaves out would be everything", "Name what is let in, or leave the key out."));
}
