using MeshFederation.Model.Clusters;
using MeshFederation.Model.Collections;
using MeshFederation.Model.Errors;
using MeshFederation.Model.Services;
using MeshFederation.Planning.Addresses;
using MeshFederation.Planning.Declarations.Shapes;
using static MeshFederation.Planning.Declarations.Keys.KeysOf<MeshFederation.Model.Services.MeshFederationDeclaration>;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>The keys of what all services of a federation have in common.</summary>
internal static class FederationKeys
{
    /// <summary>The keys.</summary>
    public static readonly Section<MeshFederationDeclaration> Section = new(
        "federation",
        Text(
            "name", "bookinfo", "The name of the federation.",
            federation => federation.Name, (federation, name) => federation with { Name = Federation.RequireName(name) })
            with
        { IsRequired = true, IsPositional = true },
        Clusters(
            "cluster", "The clusters where its services run, where a service does not say it.",
            federation => federation.Cluster, (federation, clusters) => federation with { Cluster = clusters }),
        Clusters(
            "clientCluster", "The clusters that call its services, where a service does not say it; those where it runs by default.",
            federation => federation.ClientCluster, (federation, clusters) => federation with { ClientCluster = clusters }),
        Text(
            "namespace", "shop", "The namespace of its services, where a service does not say it.",
            federation => federation.Namespace,
            (federation, space) => federation with { Namespace = NameErrors.RequireLabel(space, "namespace") }),
        Text(
            "hostSuffix", "global", "The last part of its services' hosts in other clusters.",
            federation => federation.HostSuffix,
            (federation, suffix) => federation with { HostSuffix = NameErrors.RequireDomain(suffix, "host suffix") }),
        Text(
            "addressPool", AddressPool.DefaultRange, "Where addresses for hosts in other clusters come from, in CIDR form.",
            federation => federation.AddressPool,
            (federation, pool) => federation with { AddressPool = AddressPool.Parse(pool).Range }),
        Flag(
            "denyByDefault", "Lets callers of other clusters reach those services alone that an access policy lets them call.",
            federation => federation.DenyByDefault, (federation, denies) => federation with { DenyByDefault = denies }));

    private static DeclarationKey<MeshFederationDeclaration> Clusters(
        string name,
        string summary,
        Func<MeshFederationDeclaration, ValueList<MeshCluster>> write,
        Func<MeshFederationDeclaration, ValueList<MeshCluster>, MeshFederationDeclaration> read) =>
            new(
                name,
                new ListShape(new TextShape("cluster1")),
                summary,
                federation => Several([.. write(federation).Select(cluster => cluster.Name)]),
                (federation, value, context) => read(federation, context.Clusters(value)));
}
