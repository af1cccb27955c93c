await using WsTestApp app = await WsTestApp.StartAsync<EchoController>("--tested");
await using WsTestClient client = await app.ConnectAsync("/ws/echo");
await client.SendAsync("hello");
Console.WriteLine($"tested: {await client.ExpectTextAsync()}");
await client.CloseAsync();
