using System.Text.Json.Nodes;
using MeshFederation.Clusters.Tests.Server.Fields;
using MeshFederation.Clusters.Tests.Server.Kinds;
using static MeshFederation.Clusters.Tests.Server.Requests.StatusBody;

namespace MeshFederation.Clusters.Tests.Server.Requests;

/// <summary>The failures of an API server, word by word as a real one says them.</summary>
internal static class Statuses
{
    private const string Moved = "the object has been modified; please apply your changes to the latest version and try again";

    public static StatusException Unauthorized() => new(Failure(401, "Unauthorized", "Unauthorized"));

    public static StatusException BadRequest(string message) => new(Failure(400, "BadRequest", message));

    public static StatusException NotServed() => new(ApiAnswer.OfText("404 page not found\n", 404));

    public static StatusException NotFound(ServedKind kind, string name) =>
        new(Failure(404, "NotFound", $"{kind.Resource} \"{name}\" not found", Details(name, kind.Group, kind.Plural)));

    public static StatusException NamespaceMissing(string name) =>
        new(Failure(404, "NotFound", $"namespaces \"{name}\" not found", Details(name, "", "namespaces")));

    public static StatusException AlreadyExists(ServedKind kind, string name) =>
        new(Failure(409, "AlreadyExists", $"{kind.Resource} \"{name}\" already exists", Details(name, kind.Group, kind.Plural)));

    public static StatusException ObjectMoved(ServedKind kind, string name) => OtherObject(kind, name, Moved);

    // DELETE names the kind where other writes name the resource.
    public static StatusException PreconditionFailed(ServedKind kind, string name, string what, string wanted, string found, string so) =>
        new(Failure(
            409, "Conflict",
            $"Operation cannot be fulfilled on {kind.GroupKind} \"{name}\": the {what} in the precondition ({wanted}) does not match the "
            + $"{what} in record ({found}). The object might have been {so}",
            Details(name, kind.Group, kind.Kind)));

    public static StatusException MethodNotAllowed() =>
        new(Failure(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []));

    public static StatusException UnknownMediaType(params string[] accepted) => new(Failure(
        415,
        "UnsupportedMediaType",
        $"the body of the request was in an unknown format - accepted media types include: {string.Join(", ", accepted)}"));

    public static StatusException Expired(string message) => new(Failure(410, "Expired", message));

    public static StatusException InternalError(string message) => new(Failure(500, null, message));

    public static StatusException OtherObject(ServedKind kind, string name, string what) =>
        new(Failure(
            409,
            "Conflict",
            $"Operation cannot be fulfilled on {kind.Resource} \"{name}\": {what}",
            Details(name, kind.Group, kind.Plural)));

    public static StatusException Invalid(string group, string kind, string name, IReadOnlyList<FieldProblem> problems)
    {
        var texts = problems.Select(problem => $"{problem.Field}: {problem.Message}").ToArray();
        var details = Details(name, group, kind);
        details["causes"] = new JsonArray([.. problems.Select(problem => Cause(problem.Reason, problem.Message, problem.Field))]);
        var label = group.Length == 0 ? kind : $"{kind}.{group}";
        return new(Failure(
            422, "Invalid", $"{label} \"{name}\" is invalid: {(texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]")}", details));
    }

    public static StatusException FieldsConflict(IReadOnlyList<FieldConflict> conflicts)
    {
        var text = conflicts.Count == 1
            ? $"1 conflict: conflict with {conflicts[0].Manager}: {conflicts[0].Field}"
            : $"{conflicts.Count} conflicts: "
                + string.Join('\n', conflicts.GroupBy(conflict => conflict.Manager).OrderBy(group => group.Key, StringComparer.Ordinal)
                    .Select(
                        group => $"conflicts with {group.Key}:\n" + string.Join('\n', group.Select(conflict => "- " + conflict.Field))));
        var causes = conflicts.Select(conflict => Cause("FieldManagerConflict", $"conflict with {conflict.Manager}", conflict.Field));
        return new(Failure(409, "Conflict", "Apply failed with " + text, new JsonObject { ["causes"] = new JsonArray([.. causes]) }));
    }

    public static StatusException Forbidden(string message, JsonObject details) => new(Failure(403, "Forbidden", message, details));
}
