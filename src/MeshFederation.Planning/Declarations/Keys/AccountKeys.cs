using MeshFederation.Model.Collections;
using MeshFederation.Model.Services;

namespace MeshFederation.Planning.Declarations.Keys;

/// <summary>Service accounts: <c>reviews</c> in every cluster of the service, <c>cluster2/reviews</c> in one.</summary>
internal static class AccountKeys
{
    public static object? Write(MeshService service)
    {
        if (service.Instance.Count == 0) return null;
        var isSame = service.Instance.Skip(1).All(instance => instance.ServiceAccount.Equals(service.Instance[0].ServiceAccount));
        return KeysOf<MeshService>.Several(isSame
            ? service.Instance[0].ServiceAccount
            : service.Instance.SelectMany(
                instance => instance.ServiceAccount, (instance, account) => $"{instance.Cluster}/{account}").ToValueList());
    }

    public static MeshService Read(MeshService service, object value, ReadContext context)
    {
        var accounts = context.Each(value, (item, _) => Of(service, (string)item));
        return ByCluster.Change(service, _ => true, instance => instance with
        {
            ServiceAccount = accounts.Where(account => account.Cluster is null || account.Cluster == instance.Cluster.Name)
                .Select(account => account.Name).Distinct(StringComparer.Ordinal).ToValueList(),
        });
    }

    private static (string? Cluster, string Name) Of(MeshService service, string text) =>
        text.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash
            ? (ByCluster.Require(service, text[..slash]), text[(slash + 1)..])
            : (null, text);
}
