using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>What was asked for is done, and the answer says something else of it.</summary>
internal sealed class EditFault(Action<JsonObject> edit) : Fault
{
    internal override Task RunAsync(FaultedRequest request)
    {
        var answer = request.Answer();
        if (answer is { Code: < 300, Json: JsonObject json })
        {
            var edited = (JsonObject)json.DeepClone();
            edit(edited);
            answer = answer with { Json = edited };
        }

        return AnswerWriter.WriteAsync(request.Http, answer);
    }
}
