using System.Text;
using MeshFederation.Clusters.Tests.Server.Requests;
using Microsoft.AspNetCore.Http;

namespace MeshFederation.Clusters.Tests.Server;

/// <summary>Puts an answer on the wire.</summary>
internal static class AnswerWriter
{
    /// <summary>Writes an answer.</summary>
    public static async Task WriteAsync(HttpContext http, ApiAnswer answer)
    {
        var body = Body(answer);
        Head(http, answer, body.Length);
        if (http.Request.Method != "HEAD") await http.Response.Body.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>The bytes of an answer's body.</summary>
    public static byte[] Body(ApiAnswer answer) => Encoding.UTF8.GetBytes(answer.Text ?? JsonText.Write(answer.Json));

    /// <summary>Sets the code and the headers.</summary>
    public static void Head(HttpContext http, ApiAnswer answer, long length)
    {
        http.Response.StatusCode = answer.Code;
        http.Response.ContentType = answer.Json is null ? "text/plain; charset=utf-8" : "application/json";
        http.Response.ContentLength = length;
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
    }
}
