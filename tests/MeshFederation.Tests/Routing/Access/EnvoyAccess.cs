using System.Globalization;
using System.Text.RegularExpressions;
using MeshFederation.Model.Objects;

namespace MeshFederation.Tests.Routing.Access;

/// <summary>
/// What Envoy's RBAC filters make of a request that is known as a whole: each policy is first made into permissions and principals as
/// istiod does it (istio pilot/pkg/security/authz/model/model.go, generator.go, trustdomain/bundle.go), and these are then asked. It shares
/// no code with the engine.
/// </summary>
internal sealed class EnvoyAccess(IReadOnlyList<UnstructuredMap> specs, string space, IReadOnlyList<string> domains)
{
    private readonly Dictionary<(UnstructuredMap Rule, bool IsHttp, bool Denies), Func<KnownRequest, bool>?> _generated = [];

    /// <summary>Whether the request is let in; null where a provider is asked that is not known.</summary>
    public bool? Decide(KnownRequest request)
    {
        var denied = Of("DENY").Any(spec => Matches(spec, request, denies: true));
        var allowing = Of("ALLOW").ToList();
        var allowed = allowing.Count == 0 || allowing.Exists(spec => Matches(spec, request, denies: false));
        if (denied || !allowed) return false;
        return Of("CUSTOM").Any(spec => Matches(spec, request, denies: true)) ? null : true;
    }

    private IEnumerable<UnstructuredMap> Of(string action) => specs.Where(spec => (spec.Text("action") ?? "ALLOW") == action);

    private bool Matches(UnstructuredMap spec, KnownRequest request, bool denies) =>
        spec.Maps("rules").Any(rule => Kept(rule, request.IsHttp, denies)?.Invoke(request) ?? false);

    private Func<KnownRequest, bool>? Kept(UnstructuredMap rule, bool isHttp, bool denies) =>
        _generated.TryGetValue((rule, isHttp, denies), out var known)
            ? known
            : _generated[(rule, isHttp, denies)] = Generated(rule, isHttp, denies);

    /// <summary>The rule as Envoy has it; null where istiod leaves it out.</summary>
    private Func<KnownRequest, bool>? Generated(UnstructuredMap rule, bool isHttp, bool denies)
    {
        var conditions = rule.Maps("when").ToList();
        var principals = new List<List<Part>>();
        foreach (var from in rule.Maps("from")) principals.Add(Sources(from.Map("source") ?? UnstructuredMap.Empty, conditions));
        if (principals.Count == 0) principals.Add(Sources(UnstructuredMap.Empty, conditions));
        var permissions = new List<List<Part>>();
        foreach (var to in rule.Maps("to")) permissions.Add(Operations(to.Map("operation") ?? UnstructuredMap.Empty, conditions));
        if (permissions.Count == 0) permissions.Add(Operations(UnstructuredMap.Empty, conditions));
        var all = principals.Concat(permissions).SelectMany(parts => parts);
        if (!isHttp && !denies && all.Any(part => part.NeedsHttp)) return null;
        return request => principals.Exists(parts => And(parts, request)) && permissions.Exists(parts => And(parts, request));

        bool And(List<Part> parts, KnownRequest request) => parts.TrueForAll(part => (!isHttp && part.NeedsHttp) || part.Holds(request));
    }

    private List<Part> Sources(UnstructuredMap source, List<UnstructuredMap> conditions)
    {
        var parts = new List<Part>();
        Add(parts, source, "principals", false, Principal, Aliases);
        Add(parts, source, "namespaces", false, value => Identity($".*/ns/{value.Replace("*", ".*", StringComparison.Ordinal)}/.*"));
        Add(parts, source, "serviceAccounts", false, Account);
        Add(parts, source, "trustDomains", false, Domain, Expanded);
        foreach (var condition in conditions)
        {
            var key = condition.Text("key")!;
            if (key == "source.principal") Add(parts, condition, "values", false, Principal, Aliases);
            if (key == "source.namespace")
                Add(parts, condition, "values", false, value => Identity($".*/ns/{value.Replace("*", ".*", StringComparison.Ordinal)}/.*"));
            if (key == "source.serviceAccount") Add(parts, condition, "values", false, Account);
            if (key == "source.trustDomain") Add(parts, condition, "values", false, Domain, Expanded);
            if (key == "request.headers[x]") Add(parts, condition, "values", true, value => request => Text(request.Header, value));
        }

        return parts;
    }

    private static List<Part> Operations(UnstructuredMap operation, List<UnstructuredMap> conditions)
    {
        var parts = new List<Part>();
        Add(parts, operation, "methods", true, value => request => Text(request.Method, value));
        Add(parts, operation, "paths", true, value => request => Text(request.Path, value));
        Add(parts, operation, "ports", false, value => request => Number(request.Port) == value);
        foreach (var condition in conditions.Where(condition => condition.Text("key") == "destination.port"))
            Add(parts, condition, "values", false, value => request => Number(request.Port) == value);
        return parts;
    }

    private static void Add(
        List<Part> parts,
        UnstructuredMap map,
        string field,
        bool needsHttp,
        Func<string, Func<KnownRequest, bool>> matcher,
        Func<IEnumerable<string>, IEnumerable<string>>? migrate = null)
    {
        foreach (var name in new[] { field, "not" + char.ToUpperInvariant(field[0]) + field[1..] })
        {
            var values = map.List(name).OfType<string>().ToList();
            if (values.Count == 0) continue;
            var any = (migrate?.Invoke(values) ?? values).Select(matcher).ToList();
            var isNot = name != field;
            parts.Add(new(needsHttp, request => any.Exists(match => match(request)) != isNot));
        }
    }

    private IEnumerable<string> Aliases(IEnumerable<string> principals)
    {
        foreach (var principal in principals)
        {
            var parts = principal.Split('/');
            var isKept = parts.Length != 5 || parts[0] == "*"
                || !(parts[0] == "cluster.local" || domains.Any(domain => Like(domain, parts[0])));
            if (isKept) yield return principal;
            foreach (var domain in isKept ? [] : domains)
            {
                yield return parts[0].StartsWith('*') && domain.EndsWith(parts[0][1..], StringComparison.Ordinal)
                    ? principal
                    : string.Join('/', [domain, .. parts[1..]]);
            }
        }
    }

    private static bool Like(string domain, string pattern) => domain == pattern
        || (pattern.EndsWith('*') && domain.StartsWith(pattern[..^1], StringComparison.Ordinal))
        || (pattern.StartsWith('*') && domain.EndsWith(pattern[1..], StringComparison.Ordinal));

    private IEnumerable<string> Expanded(IEnumerable<string> values) =>
        values.SelectMany(value => domains.Contains(value, StringComparer.Ordinal) ? domains : [value]);

    private static Func<KnownRequest, bool> Principal(string value)
    {
        if (value == "*") return Identity(".+");
        if (value.StartsWith('*')) return Identity("spiffe://.*" + value[1..]);
        return value.EndsWith('*')
            ? request => request.Identity?.StartsWith("spiffe://" + value[..^1], StringComparison.Ordinal) is true
            : request => request.Identity == "spiffe://" + value;
    }

    private static Func<KnownRequest, bool> Domain(string value) => Identity($"spiffe://{Regex.Escape(value)}/.*");

    private Func<KnownRequest, bool> Account(string value)
    {
        var (owner, name) = value.Split('/') is [var first, var second] ? (first, second) : (space, value);
        return Identity($"spiffe://.+/ns/{owner}/(.+/|)sa/{name}(/.+)?");
    }

    private static Func<KnownRequest, bool> Identity(string regex)
    {
        var whole = new Regex($@"\A(?:{regex})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        return request => request.Identity is { } identity && whole.IsMatch(identity);
    }

    private static bool Text(string? text, string pattern)
    {
        if (text is null) return false;
        if (pattern == "*") return text.Length > 0;
        if (pattern.StartsWith('*')) return text.EndsWith(pattern[1..], StringComparison.Ordinal);
        return pattern.EndsWith('*') ? text.StartsWith(pattern[..^1], StringComparison.Ordinal) : text == pattern;
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed record Part(bool NeedsHttp, Func<KnownRequest, bool> Holds);
}
