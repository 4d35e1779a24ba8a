using System.Text.Json.Nodes;

namespace MeshFederation.Clusters.Tests.Server.Faults;

/// <summary>Something in the cluster changes what is written, as a mutating webhook does, and the server does and answers that.</summary>
internal sealed class RewriteFault(Action<JsonObject> edit) : Fault
{
    internal override Task RunAsync(FaultedRequest request)
    {
        var body = (JsonObject)JsonNode.Parse(request.Body)!;
        edit(body);
        return AnswerWriter.WriteAsync(request.Http, request.AnswerTo(body.ToJsonString()));
    }
}
