using MeshFederation.Istio.Objects;
using MeshFederation.Model.Objects;
using MeshFederation.Routing.Access;

namespace MeshFederation.Analysis.Access;

/// <summary>
/// The callers of whom AuthorizationPolicies speak. Where a pattern says only a part of who calls, each of the other parts that are named
/// may stand beside it.
/// </summary>
internal static class MentionedCallers
{
    private static readonly Dictionary<string, string> Fields = new(StringComparer.Ordinal)
    {
        ["principals"] = ConditionKey.Principal,
        ["namespaces"] = ConditionKey.Namespace,
        ["serviceAccounts"] = ConditionKey.ServiceAccount,
    };

    /// <summary>The namespaces and accounts; null where it is any that is not named.</summary>
    public static IReadOnlyCollection<(string? Namespace, string? Account)> Of(IEnumerable<MeshManifest> policies)
    {
        var named = Named(policies);
        var spaces = PatternExamples.Of(named.Select(caller => caller.Space).OfType<string>());
        var anywhere = PatternExamples.Of(named.Where(caller => caller.Space?.Contains('*', StringComparison.Ordinal) is not false)
            .Select(caller => caller.Account).OfType<string>());
        return
        [
            .. named.Select(caller => (PatternExamples.Of(caller.Space), PatternExamples.Of(caller.Account)))
                .Concat(spaces.Select(space => ((string?)space, (string?)null)))
                .Concat(anywhere.SelectMany(_ => spaces.Append(null), (account, space) => (space, (string?)account)))
                .Where(caller => caller is not (null, null)).Distinct(),
        ];
    }

    /// <summary>A namespace and an account of which none of the policies speaks.</summary>
    public static (string Namespace, string Account) Other(IEnumerable<MeshManifest> policies)
    {
        var named = Named(policies);
        return (
            PatternExamples.Other("any-other", named.Select(caller => caller.Space).OfType<string>()),
            PatternExamples.Other("any-other", named.Select(caller => caller.Account).OfType<string>()));
    }

    private static List<(string? Space, string? Account)> Named(IEnumerable<MeshManifest> policies) =>
    [
        .. policies.SelectMany(policy => policy.Spec.Maps("rules"), (policy, rule) => (policy.Namespace, rule))
            .SelectMany(item => Texts(item.rule), (item, text) => Caller(text.Kind, text.Text, item.Namespace)).Distinct(),
    ];

    private static (string? Space, string? Account) Caller(string kind, string text, string own) => kind switch
    {
        ConditionKey.ServiceAccount => AccessText.Account(text, own),
        ConditionKey.Namespace => Parts("ns/" + text),
        _ => Parts(text),
    };

    /// <summary>Of an identity, or of how one begins or ends.</summary>
    private static (string? Space, string? Account) Parts(string text)
    {
        var parts = text.Split('/');
        var (ns, sa) = (Array.IndexOf(parts, "ns"), Array.IndexOf(parts, "sa"));
        var space = ns >= 0 && ns + 1 < parts.Length ? parts[ns + 1] : sa > 0 ? parts[sa - 1] : null;
        var account = sa >= 0 && sa + 1 < parts.Length ? parts[sa + 1] : ns < 0 && text.StartsWith('*') ? parts[^1] : null;
        return (Said(space), Said(account));
    }

    private static string? Said(string? part) => part is null or "" or "*" ? null : part;

    private static IEnumerable<(string Kind, string Text)> Texts(UnstructuredMap rule)
    {
        var sources = rule.Maps("from").Select(from => from.Map("source")).OfType<UnstructuredMap>();
        var ofSources = sources.SelectMany(_ => Fields, (source, field) => (Kind: field.Value, Texts: Both(source, field.Key)));
        var conditions = rule.Maps("when").Where(when => Fields.ContainsValue(when.Text("key") ?? ""))
            .Select(when => (Kind: when.Text("key")!, Texts: Both(when, "values")));
        return ofSources.Concat(conditions).SelectMany(item => item.Texts, (item, text) => (item.Kind, text));
    }

    private static IEnumerable<string> Both(UnstructuredMap map, string field) =>
        map.List(field).Concat(map.List("not" + char.ToUpperInvariant(field[0]) + field[1..])).OfType<string>();
}
